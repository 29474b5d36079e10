import { beforeAll, describe, expect, it } from '@jest/globals';
import type { InstitutionId } from '../../src/access/vocabulary';
import { REGISTRY } from '../../src/hub/subgraphs';
import { CarelessLoader } from '../contract/careless-loader';
import { useDatabase, withoutRowLevelSecurity } from '../kit/database';
import { self, staff, unsealedSchema, useHub, type Hub } from '../kit/hub';
import { disputeRecord, restrictRecord } from '../kit/marks';
import { person, type TestPerson } from '../kit/people';
import type { WrittenRecord } from '../kit/records';

const QUERY = `query ($id: ID!) { person(id: $id) {
  contact { phone } benefitCases { status } languageEnrolments { status disputes { field note since } } } }`;
const MINE = '{ me { contact { phone } benefitCases { status } languageEnrolments { status disputes { note } } } }';

const cast = useCast();

/** A person whose contact and benefit case are restricted, and who disputes their language enrolment. */
function useCast() {
  const database = useDatabase();
  const restricted: WrittenRecord[] = [];
  const shared = { database, restricted } as {
    database: typeof database;
    restricted: WrittenRecord[];
    disputed: WrittenRecord;
    subject: TestPerson;
  };
  beforeAll(async () => {
    shared.subject = await person(database)
      .with('Contact', { by: 'city' })
      .with('BenefitCase')
      .with('LanguageEnrolment')
      .consenting({
        recipients: ['city', 'jobcenter'],
        categories: ['CONTACT', 'BENEFITS', 'LANGUAGE'],
        purposes: ['CASE_MANAGEMENT'],
      })
      .create();
    const named = (name: string) => shared.subject.records.find(({ declaration }) => declaration.name === name)!;
    restricted.push(named('Contact'), named('BenefitCase'));
    for (const record of restricted) await restrictRecord(database, record);
    shared.disputed = named('LanguageEnrolment');
    await disputeRecord(database, shared.disputed, { field: 'status', note: 'Ich war da.' });
  });
  return shared;
}

const seenBy = async (hub: Hub, institution: InstitutionId) => {
  const answer = await hub.ask<{ person: Record<string, unknown> }>(staff(institution), 'CASE_MANAGEMENT', QUERY, {
    id: cast.subject.id,
  });
  expect(answer.errors).toEqual([]);
  return { ...answer.data!.person, told: answer.disputed };
};

describe('a restricted record', () => {
  const hub = useHub(cast.database);

  it.each(['city', 'jobcenter'] as const)('is read by nobody at %s, be it the author or a recipient', async (who) => {
    expect(await seenBy(hub, who)).toMatchObject({ contact: null, benefitCases: [] });
  });

  it('is still seen by the person', async () => {
    const { data } = await hub.ask(self(cast.subject.id), null, MINE);
    expect(data).toMatchObject({ me: { contact: { phone: expect.any(String) }, benefitCases: [{}] } });
  });

  it('is neither listed nor counted nor changed by its author', async () => {
    const list = '{ benefitCases(first: 100) { nodes { id } totalCount } }';
    const { data } = await hub.ask(staff('jobcenter'), null, list);
    expect(data).toEqual({ benefitCases: { nodes: [], totalCount: 0 } });
    const change = `mutation ($input: ChangeBenefitCaseInput!) { changeBenefitCase(input: $input) { id } }`;
    const input = { id: cast.restricted[1]!.id, version: 1, status: 'ENDED' };
    expect((await hub.ask(staff('jobcenter'), null, change, { input })).codes).toEqual(['NOT_FOUND']);
  });

  it.each(['city', 'jobcenter'] as const)(
    'is denied to %s by row level security alone, whatever resolvers do',
    async (who) => {
      const careless = useHub(cast.database, { schema: unsealedSchema(), persons: new CarelessLoader(REGISTRY) });
      expect(await seenBy(careless, who)).toMatchObject({ contact: null, benefitCases: [] });
      for (const { declaration } of cast.restricted) {
        const settings = { institution: who, role: 'counsellor', purpose: 'CASE_MANAGEMENT' };
        expect(await cast.database.asApp(settings, `select id from ${declaration.table}`)).toEqual([]);
      }
    },
  );
});

describe('the marks on a record', () => {
  const AS = { institution: 'city', role: 'counsellor' };

  it.each([
    ['clear a note', 'update city.language_enrolment set disputes = null'],
    ['write a note', `update city.language_enrolment set disputes = '[]'::jsonb`],
    ['lift a restriction', 'update core.contact set restricted_at = null'],
    ['restrict', 'update city.language_enrolment set restricted_at = now()'],
    ['record with a note', `insert into core.contact (person_id, institution, disputes) values (null, 'city', '[]')`],
  ])('the hub’s role can not %s, neither for an institution nor for the person', async (_, sql) => {
    await expect(cast.database.asApp(AS, sql)).rejects.toThrow(/permission denied/);
    const person = { role: 'person', person: cast.subject.id };
    await expect(cast.database.asApp(person, sql)).rejects.toThrow(/permission denied/);
  });

  it('gain nothing by naming a record, which opens it to the owner’s functions alone', async () => {
    const { id } = cast.restricted[0]!;
    const rows = await cast.database.asApp(
      AS,
      `select set_config('geleit.marked', $1, true), c.id from core.contact c`,
      [id],
    );
    expect(rows).toEqual([]);
  });
});

describe('a note of dispute', () => {
  const hub = useHub(cast.database);
  const note = { field: 'status', note: 'Ich war da.', since: '2026-01-01T00:00:00.000Z' };

  it.each(['city', 'jobcenter'] as const)(
    'reaches %s with the value, in the record and beside the data',
    async (who) => {
      expect(await seenBy(hub, who)).toMatchObject({
        languageEnrolments: [{ disputes: [note] }],
        told: [{ path: ['person', 'languageEnrolments', 0], ...note }],
      });
    },
  );

  it('reaches nobody without the value', async () => {
    const { data, disputed } = await hub.ask(staff('city'), 'CASE_MANAGEMENT', QUERY, { id: cast.subject.id });
    expect(data).not.toBeNull();
    expect(disputed).toHaveLength(1);
    const stranger = await hub.ask(staff('jobcenter'), null, QUERY, { id: cast.subject.id });
    expect(stranger).toMatchObject({ data: { person: { languageEnrolments: null } }, disputed: [] });
  });

  it('is told in lists and after a change too, with the place in the answer', async () => {
    const list = (shape: string) => `{ mine: languageEnrolments(first: 10) { ${shape} } }`;
    for (const [shape, ...places] of [
      ['edges { node { status } }', ['edges', 0, 'node']],
      ['nodes { status }', ['nodes', 0]],
      ['shown: nodes { status } edges { it: node { status } }', ['shown', 0], ['edges', 0, 'it']],
      ['totalCount'],
    ] as const) {
      const told = places.map((place) => ({ path: ['mine', ...place], ...note }));
      expect((await hub.ask(staff('city'), null, list(shape))).disputed).toEqual(told);
    }
    const change = `mutation ($input: ChangeLanguageEnrolmentInput!) { changeLanguageEnrolment(input: $input) { id disputes { note } } }`;
    const input = { id: cast.disputed.id, version: 1, status: 'COMPLETED' };
    const answer = await hub.ask(staff('city'), null, change, { input });
    expect(answer.data).toMatchObject({ changeLanguageEnrolment: { disputes: [{ note: 'Ich war da.' }] } });
    expect(answer.disputed).toEqual([{ path: ['changeLanguageEnrolment'], ...note }]);
  });
});

describe('without row level security', () => {
  const open = useDatabase();
  const hub = useHub(open);

  it('a restricted record is denied by the statement alone', async () => {
    const subject = await person(open).with('Contact', { by: 'city' }).with('BenefitCase').create();
    const records = subject.records.filter(({ declaration }) => declaration.name !== 'PersonLink');
    await withoutRowLevelSecurity(open);
    const see = async () =>
      (await hub.ask(staff('jobcenter'), null, QUERY, { id: subject.id })).data as { person: object };
    expect(await see()).toMatchObject({ person: { benefitCases: [{}] } });
    for (const record of records) await restrictRecord(open, record).catch(() => undefined);
    await open.asOwner('update jobcenter.benefit_case set restricted_at = now()');
    expect(await see()).toMatchObject({ person: { benefitCases: [] } });
  });
});
