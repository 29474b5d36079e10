import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { INSTITUTIONS } from '../../src/access/vocabulary';
import { identityKeys } from '../../src/subgraphs/core/duplicate/similarity/identity-keys.fixture';
import { soundsOf } from '../../src/subgraphs/core/duplicate/similarity/name-parts';
import { matchNext } from '../../src/subgraphs/core/duplicate/matcher.store';
import { countStatements, useDatabase } from '../kit/database';
import { self, staff, unsealedSchema, useHub } from '../kit/hub';
import { person, type TestPerson } from '../kit/people';
import { rheinePolicy } from '../kit/policy';

const WHO = { givenName: 'Verborgen', familyName: 'Almasri', birthDate: '1990-05-17' } as const;
const QUEUE = `{ duplicatePairs(first: 10) { nodes { id version score reasons
  persons { id identity { givenName familyName birthDate } contact { phone } } } } }`;
const TABLES = ['duplicate_pair', 'duplicate_decision', 'match_key', 'match_task'];

describe('one human, registered by the jobcenter and by Caritas', () => {
  const database = useDatabase();
  const hub = useHub(database);
  const unguarded = useHub(database, { schema: unsealedSchema() });
  let atJobcenter: TestPerson;
  let atCaritas: TestPerson;

  beforeAll(async () => {
    const contact = { phone: '0171 3920011' };
    atJobcenter = await person(database)
      .with('Identity', { by: 'jobcenter', values: WHO })
      .with('Contact', { by: 'jobcenter', values: contact })
      .create();
    atCaritas = await person(database)
      .with('Identity', { by: 'caritas', values: WHO })
      .with('Contact', { by: 'caritas', values: contact })
      .create();
    while ((await matchNext(database.database, rheinePolicy().duplicates!)) > 0);
  });

  it('is a pair in the queue of the reviewer alone, who sees what agrees and nothing else, by either lock', async () => {
    for (const asked of [hub, unguarded]) {
      const { data } = await asked.ask(staff('city', 'case-manager'), 'CASE_MANAGEMENT', QUEUE);
      expect(data).toMatchObject({ duplicatePairs: { nodes: [{ score: 100, persons: [] }] } });
      expect(JSON.stringify(data)).not.toMatch(/Verborgen|Almasri|1990|3920011/);
      for (const { id } of [atJobcenter, atCaritas]) expect(JSON.stringify(data)).not.toContain(id);
    }
  });

  it('is in no queue of anybody else, who gets the same bytes as if there were no pair', async () => {
    for (const institution of INSTITUTIONS) {
      for (const role of ['counsellor', 'case-manager', 'service'] as const) {
        if (institution === 'city' && role === 'case-manager') continue;
        const answers = await Promise.all(
          [hub, unguarded].map((asked) => asked.ask(staff(institution, role), 'CASE_MANAGEMENT', QUEUE)),
        );
        for (const { data, errors } of answers) {
          expect([errors, data]).toEqual([[], { duplicatePairs: { nodes: [] } }]);
        }
      }
    }
    for (const role of ['planner', 'administrator', 'data-protection-officer'] as const) {
      expect((await hub.ask(staff('city', role), null, QUEUE)).codes).toEqual(['FORBIDDEN']);
    }
    expect((await hub.ask(self(atCaritas.id), null, QUEUE)).codes).toEqual(['FORBIDDEN']);
  });

  it('appears to the jobcenter with a consent to who they are at Caritas, and with the release from secrecy', async () => {
    const consenting = await person(database)
      .with('Identity', { by: 'jobcenter', values: { ...WHO, familyName: 'Petrenko' } })
      .create();
    const other = await person(database)
      .with('Identity', { by: 'caritas', values: { ...WHO, familyName: 'Petrenko' } })
      .consenting({
        recipients: ['jobcenter'],
        categories: ['IDENTITY'],
        purposes: ['CASE_MANAGEMENT'],
        secrecyRelease: true,
      })
      .create();
    while ((await matchNext(database.database, rheinePolicy().duplicates!)) > 0);
    const queue = async (purpose: 'CASE_MANAGEMENT' | null) => {
      const { data } = await hub.ask<{ duplicatePairs: { nodes: { persons: { id: string }[] }[] } }>(
        staff('jobcenter'),
        purpose,
        QUEUE,
      );
      return data!.duplicatePairs.nodes.map(({ persons }) => persons.map(({ id }) => id).sort());
    };
    expect(await queue('CASE_MANAGEMENT')).toEqual([[consenting.id, other.id].sort()]);
    expect(await queue(null)).toEqual([]);
  });

  it('cannot be told from nothing by whoever tries to decide about a pair', async () => {
    const [pair] = await database.asOwner<{ id: string }>('select id from core.duplicate_pair limit 1');
    const decide = `mutation ($id: ID!, $survivor: ID!) {
      mergePersons(input: { id: $id, version: 1, reason: "x", survivorId: $survivor }) { id } }`;
    const [theirs, nobodys] = await Promise.all(
      [pair!.id, randomUUID()].map((id) =>
        hub.ask(staff('caritas'), 'CASE_MANAGEMENT', decide, { id, survivor: atCaritas.id }),
      ),
    );
    expect(theirs!.codes).toEqual(['NOT_FOUND']);
    expect(JSON.stringify(theirs)).toBe(JSON.stringify(nobodys));
  });

  it('is decided about by nobody whom row level security does not let compare, whatever a resolver does', async () => {
    for (const [institution, role] of [
      ['city', 'case-manager'],
      ['caritas', 'counsellor'],
    ] as const) {
      const changed = await database.asApp(
        { institution, role, purpose: 'CASE_MANAGEMENT' },
        `update core.duplicate_pair set state = 'MERGED', version = version + 1, survivor = person_a, reason = 'x'
         where state = 'OPEN' and not exists (select from core.identity i where i.person_id = person_a) returning id`,
      );
      expect([institution, changed]).toEqual([institution, []]);
    }
  });

  it('takes the same statements to register, whether or not somebody like that is known', async () => {
    const register = (familyName: string) =>
      countStatements(database, () =>
        hub.ask(
          staff('employment-agency'),
          null,
          `mutation ($input: RegisterPersonInput!) { registerPerson(input: $input) { id } }`,
          { input: { ...WHO, familyName, fileNumber: `AA-${familyName}` } },
        ),
      );
    expect(await register('Almasri')).toEqual(await register('Nobodyelse'));
  });

  it('is compared through functions that answer to no caller, and their tables show nothing', async () => {
    for (const role of ['counsellor', 'person', 'administrator']) {
      const settings = { institution: 'city', role } as const;
      for (const call of [`match_batch(10)`, `match_result('{}', gen_random_uuid(), '[]')`, `without_sounds(10)`]) {
        await expect(database.asApp(settings, `select core.${call}`)).rejects.toThrow('geleit: matching');
      }
      for (const call of [`described(gen_random_uuid())`, `begin_matching()`, `identity_keys('1', '2', now()::date)`]) {
        await expect(database.asApp(settings, `select core.${call}`)).rejects.toThrow(/permission denied/);
      }
    }
    for (const table of TABLES.slice(2)) {
      await expect(
        database.asApp({ institution: 'caritas', role: 'counsellor' }, `select * from core.${table}`),
      ).rejects.toThrow(/permission denied/);
    }
  });
});

describe('the keys in the database', () => {
  const database = useDatabase();

  it('are those by which the recall of the comparison was tried', async () => {
    for (const [givenName, familyName, birthDate] of [
      ['Ana Maria', 'García-López', '1981-09-30'],
      ['Юлія', 'Шевченко', '1990-05-02'],
      ['Ali', 'Ali', '1990-01-01'],
      ['Zahra', 'Karimi', '1986-01-01'],
    ] as const) {
      const rows = await database.asOwner<{ key: string }>('select core.identity_keys($1, $2, $3::date) as key', [
        soundsOf(givenName),
        soundsOf(familyName),
        birthDate,
      ]);
      expect(rows.map(({ key }) => key).sort()).toEqual(identityKeys({ givenName, familyName, birthDate }).sort());
    }
  });
});
