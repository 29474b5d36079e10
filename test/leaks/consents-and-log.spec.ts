import { beforeAll, describe, expect, it } from '@jest/globals';
import type { InstitutionId, StaffRole } from '../../src/access/vocabulary';
import { useDatabase, withoutRowLevelSecurity } from '../kit/database';
import { self, staff, useHub } from '../kit/hub';
import { person, type TestPerson } from '../kit/people';

const CONSENTS = `query ($id: ID!) { person(id: $id) { id
  consents { id state recipients categories purposes capturedBy validFrom validUntil } } }`;
const LOG = `query ($personId: ID) { accessLog(first: 100, personId: $personId) {
  nodes { id institution role actor personId event fields purpose disclosed { category basis reference } withheld } } }`;

interface LogAnswer {
  readonly accessLog: { readonly nodes: readonly { institution: string | null; personId: string | null }[] } | null;
}

describe.each([
  ['under both locks', undefined],
  ['without row level security', withoutRowLevelSecurity],
])('a consent is shown to nobody whom it does not concern, %s:', (_, prepare) => {
  const database = useDatabase(prepare);
  const hub = useHub(database);
  let giver: TestPerson;

  beforeAll(async () => {
    const purposes = ['CASE_MANAGEMENT'] as const;
    giver = await person(database)
      .knownTo('city', 'jobcenter', 'employment-agency', 'caritas')
      .consenting({ recipients: ['caritas'], categories: ['IDENTITY'], purposes })
      .consenting({ recipients: ['city'], categories: ['BENEFITS'], purposes, state: 'WITHDRAWN' })
      .consenting({ recipients: ['jobcenter'], categories: ['LANGUAGE'], purposes, state: 'REQUESTED' })
      .create();
  });

  it.each<[InstitutionId, number]>([
    ['caritas', 0],
    ['city', 1],
    ['jobcenter', 2],
  ])('%s sees the one that names it, whatever its state, and no other', async (institution, index) => {
    const answer = await hub.ask<{ person: { consents: { id: string; recipients: string[] }[] } }>(
      staff(institution),
      'CASE_MANAGEMENT',
      CONSENTS,
      { id: giver.id },
    );
    expect(answer.data!.person.consents).toMatchObject([{ id: giver.consentIds[index], recipients: [institution] }]);
  });

  it('an institution that none of them names sees none, though it knows the person', async () => {
    const { data } = await hub.ask(staff('employment-agency'), 'CASE_MANAGEMENT', CONSENTS, { id: giver.id });
    expect(data).toEqual({ person: { id: giver.id, consents: [] } });
  });

  it('the person sees all of them', async () => {
    const { data } = await hub.ask<{ me: { consents: { id: string }[] } }>(
      self(giver.id),
      null,
      '{ me { consents { id } } }',
    );
    expect(new Set(data!.me.consents.map(({ id }) => id))).toEqual(new Set(giver.consentIds));
  });

  it('and who looked at consents is on record with that', async () => {
    await hub.ask(staff('caritas'), null, CONSENTS, { id: giver.id });
    const log = await database.asOwner('select fields from core.access_entry order by id desc limit 1');
    expect(log).toEqual([{ fields: ['Person.consents'] }]);
  });

  it('a decision about another category does not mention it', async () => {
    const { data } = await hub.ask<{ person: { access: Record<string, unknown>[] } }>(
      staff('employment-agency'),
      'CASE_MANAGEMENT',
      'query ($id: ID!) { person(id: $id) { access { field decision reason basis consentId until } } }',
      { id: giver.id },
    );
    const mentions = data!.person.access.filter(({ consentId, until }) => consentId !== null || until !== null);
    expect(mentions).toEqual([]);
    expect(JSON.stringify(data)).not.toContain('CONSENT_WITHDRAWN');
  });
});

describe('the access log is read by the person and by data protection officers, each their own part', () => {
  const database = useDatabase();
  const hub = useHub(database);
  let first: TestPerson;
  let second: TestPerson;

  beforeAll(async () => {
    first = await person(database).knownTo('city', 'jobcenter').create();
    second = await person(database).knownTo('city', 'caritas').create();
    for (const institution of ['city', 'jobcenter', 'caritas'] as const) {
      for (const { id } of [first, second]) {
        await hub.ask(
          staff(institution),
          'CASE_MANAGEMENT',
          'query ($id: ID!) { person(id: $id) { identity { familyName } } }',
          { id },
        );
      }
    }
  });

  const roles: readonly StaffRole[] = ['counsellor', 'case-manager', 'planner', 'administrator', 'service'];
  it.each(roles)('not by the role %s', async (role) => {
    for (const personId of [undefined, first.id]) {
      const answer = await hub.ask(staff('jobcenter', role), null, LOG, { personId });
      expect(answer.codes).toStrictEqual(['FORBIDDEN']);
      expect(answer.data).toEqual({ accessLog: null });
    }
  });

  it('a data protection officer sees the accesses of the own institution alone', async () => {
    for (const institution of ['jobcenter', 'caritas', 'employment-agency'] as const) {
      for (const personId of [undefined, first.id, second.id]) {
        const { data } = await hub.ask<LogAnswer>(staff(institution, 'data-protection-officer'), null, LOG, {
          personId,
        });
        expect(data!.accessLog!.nodes.filter((entry) => entry.institution !== institution)).toEqual([]);
      }
    }
  });

  it('a person sees who asked for them, and nothing about anybody else, whatever they ask', async () => {
    for (const personId of [undefined, first.id, second.id]) {
      const { data } = await hub.ask<LogAnswer>(self(first.id), null, LOG, { personId });
      const { nodes } = data!.accessLog!;
      // Caritas asked too, and was told that there is no such person; officers have looked at the log.
      expect(nodes.map((entry) => entry.institution)).toEqual(expect.arrayContaining(['city', 'jobcenter', 'caritas']));
      expect(nodes.filter((entry) => entry.personId !== first.id)).toEqual([]);
    }
  });

  it('cannot be written, changed or emptied by the hub’s role beyond its own entries', async () => {
    const officer = { institution: 'jobcenter', role: 'data-protection-officer' };
    const entry = `insert into core.access_entry (request_id, institution, actor, role, event, fields, asked, permitted)
      values (gen_random_uuid(), 'caritas', 'kit', 'counsellor', 'READ', '{}', '{}', '{}')`;
    for (const sql of [
      entry,
      'update core.access_entry set actor = $$nobody$$',
      'delete from core.access_entry',
      'truncate core.access_entry',
      'insert into core.access_seal (seq, from_tx, until_tx, entry_ids, entry_hashes, previous_hash, hash) values (1, 0, 1, $${}$$, $${}$$, $$$$, $$$$)',
      'alter table core.access_entry disable row level security',
      `select * from core.access_entry_${new Date().toISOString().slice(0, 7).replace('-', '_')}`,
    ]) {
      await expect(database.asApp(officer, sql)).rejects.toMatchObject({ code: '42501' });
    }
  });
});
