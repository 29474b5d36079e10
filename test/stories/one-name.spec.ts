import { describe, expect, it } from '@jest/globals';
import { importInto, useFiles } from '../import/import-files.fixture';
import { matchNext } from '../../src/subgraphs/core/duplicate/matcher.store';
import { useDatabase } from '../kit/database';
import { staff, useHub } from '../kit/hub';
import { rheinePolicy } from '../kit/policy';

const REGISTER = `mutation ($input: RegisterPersonInput!) {
  registerPerson(input: $input) { id identity { id version givenName familyName } } }`;
const CHANGE = `mutation ($input: ChangeIdentityInput!) {
  changeIdentity(input: $input) { version givenName familyName } }`;
const CONTACT = 'mutation ($input: RecordContactInput!) { recordContact(input: $input) { id } }';
const SEARCH = 'query ($by: PersonSearch!) { searchPersons(by: $by) { id } }';
const LIST = `query ($filter: PersonFilter, $after: String) { persons(first: 1, after: $after, filter: $filter, orderBy: FAMILY_NAME) {
  totalCount nodes { id } pageInfo { endCursor hasNextPage } } }`;
const born = '1990-05-17';
const city = staff('city', 'counsellor');

interface Named {
  readonly givenName: string | null;
  readonly familyName: string | null;
}

/** From Afghanistan to Indonesia many have one name. No office has to make up a second one. */
describe('a person with one name', () => {
  const database = useDatabase();
  const files = useFiles();
  const hub = useHub(database);
  let count = 0;

  const registering = (names: object, caller = city) =>
    hub.ask<{ registerPerson: { id: string; identity: Named & { id: string; version: number } } }>(
      caller,
      null,
      REGISTER,
      {
        input: { fileNumber: `ON-${(count += 1)}`, birthDate: born, ...names },
      },
    );
  const register = async (names: object, caller = city) => (await registering(names, caller)).data!.registerPerson;
  const found = async (familyName: string) => {
    const { data } = await hub.ask<{ searchPersons: { id: string }[] }>(city, null, SEARCH, {
      by: { familyName, birthDate: born },
    });
    return data!.searchPersons.map(({ id }) => id);
  };
  const listed = async (filter: object) => {
    const ids: string[] = [];
    for (let after: string | null = null; ;) {
      const {
        data,
      }: {
        data: { persons: { nodes: { id: string }[]; pageInfo: { endCursor: string; hasNextPage: boolean } } } | null;
      } = await hub.ask(city, null, LIST, { filter, after });
      ids.push(...data!.persons.nodes.map(({ id }) => id));
      if (!data!.persons.pageInfo.hasNextPage) return ids;
      after = data!.persons.pageInfo.endCursor;
    }
  };

  it.each([
    ['family', { familyName: 'Rahimovi' }, { givenName: null, familyName: 'Rahimovi' }],
    ['given', { givenName: 'Suhartono', familyName: null }, { givenName: 'Suhartono', familyName: null }],
  ])('is recorded under it as %s name, and found by it', async (_, names, recorded) => {
    const { id, identity } = await register(names);
    expect(identity).toMatchObject(recorded);
    const name = recorded.familyName ?? recorded.givenName!;
    expect(await found(name.toUpperCase())).toEqual([id]);
    expect(await listed({ familyName: name })).toEqual([id]);
  });

  it('has one: neither API, file nor database takes nobody’s', async () => {
    for (const names of [{}, { givenName: null, familyName: null }]) {
      const refused = await registering(names);
      expect(refused.errors[0]?.extensions?.problems).toEqual([
        expect.objectContaining({ path: 'input.familyName', code: 'REQUIRED' }),
      ]);
    }
    const file = await files.write(
      'n.csv',
      `file_number;given_name;family_name;birth_date\nNN-1;;;${born}\nNN-2;Edda;;${born}\n`,
    );
    expect(await importInto(database)({ kind: 'persons', file })).toMatchObject({ inserted: 1, rejected: 1 });
    expect((await files.rejected(file)).map((row) => [row.rejected_column, row.rejected_code])).toEqual([
      ['family_name', 'REQUIRED'],
    ]);
    const { id } = await register({ familyName: 'Alleinig' });
    const emptied = database.asApp(
      { institution: 'city', role: 'service' },
      'update core.identity set family_name = null where person_id = $1',
      [id],
    );
    await expect(emptied).rejects.toMatchObject({ code: '23514', constraint: 'identity_named' });
  });

  it('is found by the name of now, whichever field it has moved to', async () => {
    const { id, identity } = await register({ givenName: 'Budiman' });
    let { version } = identity;
    const change = async (names: object) => {
      const changed = await hub.ask<{ changeIdentity: { version: number } | null }>(city, null, CHANGE, {
        input: { id: identity.id, version, ...names },
      });
      version = changed.data?.changeIdentity?.version ?? version;
      return changed.codes;
    };
    expect(await change({ givenName: 'Budiarto' })).toEqual([]);
    expect([await found('Budiman'), await found('Budiarto')]).toEqual([[], [id]]);
    expect(await change({ familyName: 'Santosa' })).toEqual([]);
    expect([await found('Budiarto'), await found('Santosa')]).toEqual([[], [id]]);
    // What is left without a name says which one it keeps.
    expect(await change({ familyName: null })).toEqual(['INVALID_INPUT']);
    expect(await change({ familyName: null, givenName: 'Budiarto' })).toEqual([]);
    expect([await found('Budiarto'), await found('Santosa')]).toEqual([[id], []]);
    expect(await change({ familyName: 'Budiarto', givenName: null })).toEqual([]);
    expect(await found('Budiarto')).toEqual([id]);
  });

  it('stands in its place among all, page by page', async () => {
    const { id } = await register({ givenName: 'Zzaman' });
    const all = await listed({});
    expect(all).toContain(id);
    expect(new Set(all).size).toBe(all.length);
    expect(all.at(-1)).toBe(id);
  });

  it('comes by file, and the same file changes nothing the second time', async () => {
    const file = await files.write(
      'o.csv',
      `file_number;given_name;family_name;birth_date\nOF-1;;Rahimovi;01.01.1990\nOF-2;Wulandari;;${born}\n`,
    );
    expect(await importInto(database)({ kind: 'persons', file })).toMatchObject({ inserted: 2, rejected: 0 });
    const again = await importInto(database)({ kind: 'persons', file });
    expect(again).toMatchObject({ inserted: 0, updated: 0, rejected: 0 });
    expect(await found('Wulandari')).toHaveLength(1);
    // A file that says nothing of the one name leaves it, and what follows from it, alone.
    const part = await files.write('p.csv', `file_number;family_name;birth_date\nOF-2;Kusuma;${born}\n`);
    expect(await importInto(database)({ kind: 'persons', file: part })).toMatchObject({ updated: 1, rejected: 0 });
    const rows = await database.asApp(
      { institution: 'city', role: 'service' },
      `select i.given_name, i.given_key, i.name_key, i.given_sounds <> '' as heard from core.identity i
       join core.person_link l using (person_id, institution) where l.file_number = 'OF-2'`,
    );
    expect(rows).toEqual([{ given_name: 'Wulandari', given_key: 'wulandari', name_key: 'kusuma', heard: true }]);
  });

  it('is a pair with who has the same one, in whichever field', async () => {
    const jobcenter = staff('jobcenter', 'case-manager');
    const one = await register({ familyName: 'Hasanuddin' }, jobcenter);
    const other = await register({ givenName: 'Hasanudin' }, jobcenter);
    const pairs = async () => {
      while ((await matchNext(database.database, rheinePolicy().duplicates!)) > 0);
      const { data } = await hub.ask<{ duplicatePairs: { nodes: { reasons: string[]; persons: { id: string }[] }[] } }>(
        jobcenter,
        'CASE_MANAGEMENT',
        '{ duplicatePairs(first: 50, state: OPEN) { nodes { reasons persons { id } } } }',
      );
      return data!.duplicatePairs.nodes.map(({ reasons, persons }) => [persons.map(({ id }) => id).sort(), reasons]);
    };
    const both = [one.id, other.id].sort();
    expect(await pairs()).toEqual([[both, expect.not.arrayContaining(['PHONE'])]]);
    // What is written of them later counts as it does for those who have two names.
    for (const personId of both) {
      const input = { personId, phone: '0171 3920044' };
      const { errors } = await hub.ask(jobcenter, null, CONTACT, { input });
      expect(errors).toEqual([]);
    }
    expect(await pairs()).toEqual([[both, expect.arrayContaining(['PHONE'])]]);
  });
});
