import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { InstitutionId } from '../../src/access/vocabulary';
import { bornYearsAgo } from '../kit/ages';
import { writeConsent } from '../kit/consents';
import { useDatabase, type AppSettings } from '../kit/database';
import { asDefiner } from '../kit/definer';
import { staff as counsellor, useHub } from '../kit/hub';
import { person, type TestPerson } from '../kit/people';
import { motherOf, RECORD_REPRESENTATION } from '../kit/representation';

/** What a bug in the hub could send: PostgreSQL is asked directly, as the hub's role. */
describe('PostgreSQL itself', () => {
  const database = useDatabase();
  let consenting: TestPerson;

  beforeAll(async () => {
    consenting = await person(database)
      .knownTo('city')
      .consenting({ recipients: ['jobcenter'], categories: ['LANGUAGE'], purposes: ['CASE_MANAGEMENT'] })
      .create();
  });

  it.each(['planner', 'administrator', 'data-protection-officer', 'duplicate-matcher', '-'])(
    'shows the role %s no grant of its institution',
    async (role) => {
      expect(await database.asApp({ institution: 'jobcenter', role }, 'select from core.consent_grant')).toEqual([]);
    },
  );

  it('shows grants to who works with persons, and to the person', async () => {
    for (const settings of [
      { institution: 'jobcenter', role: 'counsellor' },
      { role: 'person', person: consenting.id },
    ]) {
      expect(await database.asApp(settings, 'select from core.consent_grant')).toHaveLength(1);
    }
  });

  it('opens the counters of attempts to nobody for how a token calls them', async () => {
    const write = `insert into core.rate_limit (key, points) values ('kit', 1)`;
    await database.asApp({ role: 'rate-limit' }, write);
    const forged = { institution: 'city', role: 'counsellor', actor: 'rate-limit' };
    expect(await database.asApp(forged, 'select from core.rate_limit')).toEqual([]);
    expect(await database.asApp(forged, 'update core.rate_limit set points = 0 returning key')).toEqual([]);
    await expect(database.asApp(forged, write.replace('kit', 'forged'))).rejects.toMatchObject({ code: '42501' });
  });

  it.each([
    ['at', `now() - interval '1 day'`],
    ['at', `now() + interval '1 day'`],
    ['tx', '1'],
    ['id', '1'],
  ])('lets nobody say the %s of an entry of the access log (%s)', async (column, value) => {
    const entry = (more: string, values: string) =>
      database.asApp(
        { institution: 'city', role: 'counsellor' },
        `insert into core.access_entry (request_id, institution, actor, role, event, fields, asked, permitted${more})
         values (gen_random_uuid(), 'city', 'kit', 'counsellor', 'READ', '{}', '{}', '{}'${values})`,
      );
    await entry('', '');
    await expect(entry(`, ${column}`, `, ${value}`)).rejects.toMatchObject({ code: '42501' });
  });

  it.each(['current_person', 'goes_on_as', 'caller_goes_on_as'])('tells nobody without a request: %s', async (name) => {
    const call = `select core.${name}($1) as told`;
    const known = await database.asApp(null, call, [consenting.id]).catch(({ code }: { code: string }) => code);
    expect(known === '42501' || JSON.stringify(known) === '[{"told":false}]').toBe(true);
  });

  it('tells of a consent what it says of the institution that asks, and of others nothing', async () => {
    const asked = await person(database)
      .knownTo('city')
      .consenting({ recipients: ['jobcenter', 'caritas'], categories: ['LANGUAGE'], purposes: ['CASE_MANAGEMENT'] })
      .create();
    const except = (recipients: readonly InstitutionId[]) =>
      writeConsent(database, asked.id, {
        ...{ recipients: ['caritas'], categories: ['BENEFITS'], purposes: ['CASE_MANAGEMENT'] },
        exceptions: [{ recipients, categories: ['CONTACT'] }],
      });
    const told = async () => {
      const rows = await database.asApp<{ consent_id: string; consent: object }>(
        { institution: 'jobcenter', role: 'data-protection-officer' },
        `select consent_id, consent from core.consent_history($1, 'jobcenter') order by at desc`,
        [asked.id],
      );
      return rows.map(({ consent_id, consent }) => ({ id: consent_id, consent }));
    };
    const named = { id: asked.consentIds[0], consent: expect.objectContaining({ recipients: ['jobcenter'] }) };
    await except(['city']);
    expect(await told()).toEqual([named]);
    const between = await except(['city', 'jobcenter']);
    const denial = { recipients: [], categories: [], purposes: [] };
    const exceptions = [{ recipients: ['jobcenter'], categories: ['CONTACT'] }];
    expect((await told())[0]).toEqual({ id: between, consent: expect.objectContaining({ ...denial, exceptions }) });
    expect(JSON.stringify(await told())).not.toMatch(/caritas|city|BENEFITS/);
  });
});

/** Two registrations that were found to be one person: the city knows them, the jobcenter has a consent, Caritas nothing. */
describe('that two registrations are one person, PostgreSQL', () => {
  const database = useDatabase();
  let kept: string;
  let former: string;
  let earlier: string;

  beforeAll(async () => {
    const consent = { recipients: ['jobcenter'], categories: ['LANGUAGE'], purposes: ['CASE_MANAGEMENT'] } as const;
    kept = (await person(database).knownTo('city').consenting(consent).create()).id;
    former = (await person(database).knownTo('city').create()).id;
    earlier = (await person(database).knownTo('city').create()).id;
    await asDefiner(database, `move_person('MERGE', $1, $2, null)::text`, [earlier, former]);
    await asDefiner(database, `move_person('MERGE', $1, $2, null)::text`, [former, kept]);
  });

  const told = async (settings: AppSettings, name: string, id: string) =>
    (await database.asApp<{ told: unknown }>(settings, `select core.${name}($1) as told`, [id]))[0]!.told;
  const staff = (institution: string, role = 'counsellor') => ({ institution, role });

  it('tells those who may see this person, and the person, whatever id it was before', async () => {
    for (const id of [former, earlier]) {
      for (const institution of ['city', 'jobcenter']) {
        expect(await told(staff(institution), 'goes_on_as', id)).toBe(kept);
      }
      expect(await told({ role: 'person', person: id }, 'goes_on_as', id)).toBe(kept);
      expect(await told({ role: 'person', person: kept, actor: id }, 'goes_on_as', id)).toBe(kept);
      expect(await told({ role: 'person', person: kept, actor: id }, 'caller_goes_on_as', kept)).toBe(true);
    }
  });

  it.each([
    ['an institution that has nothing to do with them', () => staff('caritas')],
    ['the immigration authority', () => staff('immigration-authority')],
    ['a planner of an institution that knows them', () => staff('city', 'planner')],
    ['an administrator of one', () => staff('city', 'administrator')],
    ['another person', () => ({ role: 'person', person: randomUUID() })],
    ['a token of staff whose subject is the id of a person', () => ({ ...staff('caritas'), actor: former })],
  ])('does not tell %s', async (_, settings) => {
    for (const id of [former, earlier]) {
      expect(await told(settings(), 'goes_on_as', id)).toBe(id);
      expect(await told(settings(), 'caller_goes_on_as', kept)).toBe(false);
      expect(await database.asApp(settings(), 'select from core.person_alias')).toEqual([]);
    }
  });

  it('opens the way behind these checks to nobody', async () => {
    await expect(told(staff('city'), 'current_person', former)).rejects.toMatchObject({ code: '42501' });
  });
});

describe('who represents a child, PostgreSQL', () => {
  const database = useDatabase();

  it('tells a guardian, and no staff whose subject is the id of one', async () => {
    const child = await person(database)
      .with('Identity', { by: 'city', values: { birthDate: bornYearsAgo(10) } })
      .create();
    const guardian = randomUUID();
    await useHub(database).ask(counsellor('city'), null, RECORD_REPRESENTATION, {
      input: motherOf(child.id, guardian),
    });
    const ask = (settings: AppSettings) =>
      database.asApp({ ...settings, actor: guardian }, 'select core.caller_represents($1) as told', [child.id]);
    expect(await ask({ role: 'guardian', person: child.id })).toEqual([{ told: true }]);
    expect(await ask({ institution: 'jobcenter', role: 'counsellor' })).toEqual([{ told: false }]);
  });
});
