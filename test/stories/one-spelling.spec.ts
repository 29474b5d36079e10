import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { importInto, useFiles } from '../import/import-files.fixture';
import { useDatabase } from '../kit/database';
import { self, staff, useHub } from '../kit/hub';

const REGISTER = `mutation ($input: RegisterPersonInput!) { registerPerson(input: $input) { id file { fileNumber }
  identity { id givenName familyName } } }`;
const BY_NAME =
  'query ($name: String!, $day: Date!) { searchPersons(by: { familyName: $name, birthDate: $day }) { id } }';
const BY_NUMBER = 'query ($number: String!) { searchPersons(by: { fileNumber: $number }) { id } }';

/** One human is one person, however a keyboard, a passport or a program writes the same name and number. */
describe('a name or number that is written in several ways', () => {
  const database = useDatabase();
  const files = useFiles();
  const hub = useHub(database);
  const city = staff('city', 'counsellor');
  let count = 0;

  const register = async (input: Record<string, string>) => {
    const fileNumber = `N-${(count += 1)}`;
    const values = { fileNumber, givenName: 'Edda', familyName: 'Beispiel', birthDate: '1985-11-25', ...input };
    return hub.ask<{ registerPerson: { id: string; file: { fileNumber: string }; identity: Record<string, string> } }>(
      city,
      null,
      REGISTER,
      { input: values },
    );
  };
  const ids = async (query: string, variables: Record<string, unknown>) => {
    const { data, errors } = await hub.ask<{ searchPersons: { id: string }[] }>(city, null, query, variables);
    expect(errors).toEqual([]);
    return data!.searchPersons.map(({ id }) => id);
  };

  it.each([
    ['Kayalıdağ', ['KAYALIDAG', 'kayalidağ']],
    ['Młynarczyk', ['Mlynarczyk', 'MŁYNARCZYK']],
    ['Đorđević', ['Dordevic', 'Đorđevic\u0301']],
    ['Sørensen', ['Sorensen', 'Soerensen']],
    ['Mu\u0308ller', ['Müller', 'Mueller', 'MULLER']],
  ])('%s is found as others write it', async (familyName, spellings) => {
    const { data } = await register({ familyName });
    for (const name of spellings) {
      expect(await ids(BY_NAME, { name, day: '1985-11-25' })).toEqual([data!.registerPerson.id]);
    }
  });

  it('is kept in one form, and found in any', async () => {
    const { data } = await register({
      fileNumber: ' CI\u00a0\u200b77\n',
      familyName: 'O\u0308z\u202e',
      givenName: 'An\u00adna',
    });
    const { id, file, identity } = data!.registerPerson;
    expect([file.fileNumber, identity.familyName, identity.givenName]).toEqual(['CI 77', 'Öz', 'Anna']);
    expect(await ids(BY_NUMBER, { number: 'CI\u2007 77 ' })).toEqual([id]);
  });

  it('means the same in a file as in the API: no second person', async () => {
    const { data } = await register({ fileNumber: 'DI\u00a088', familyName: 'Müller' });
    const rows = 'file_number;given_name;family_name;birth_date\n\ufeffDI  88\u200b;Edda;Mu\u0308ller;25.11.1985\n';
    const file = await files.write('persons.csv', rows);
    expect(await importInto(database)({ kind: 'persons', file })).toMatchObject({
      unchanged: 1,
      inserted: 0,
      rejected: 0,
    });
    expect(await ids(BY_NUMBER, { number: 'DI 88' })).toEqual([data!.registerPerson.id]);
  });

  it.each([
    ['half a character', 'Halb\ud83d'],
    ['a control character', 'Kla\u009aus'],
    ['a second line', 'Anna\nMaria'],
    ['a character of nobody', 'Anna\uf8ff'],
  ])('with %s is refused by the API and by an import', async (_, familyName) => {
    expect((await register({ familyName })).codes).toEqual(['INVALID_INPUT']);
    const row = `X-${(count += 1)};Edda;"${familyName}";25.11.1985\n`;
    // The mark says that it is UTF-8, which characters of nobody do not.
    const text = `\ufefffile_number;given_name;family_name;birth_date\n${row}`;
    const file = await files.write(`persons-${count}.csv`, text);
    expect(await importInto(database)({ kind: 'persons', file })).toMatchObject({ inserted: 0, rejected: 1 });
  });

  it('is an id in capitals, too', async () => {
    const { data } = await register({});
    const { id, identity } = data!.registerPerson;
    const capital = id.toUpperCase();
    const read = await hub.ask(city, null, 'query ($id: ID!) { person(id: $id) { id identity { id } } }', {
      id: capital,
    });
    expect(read.data).toEqual({ person: { id, identity: { id: identity.id } } });
    const changed = await hub.ask(
      city,
      null,
      'mutation ($id: ID!) { changeIdentity(input: { id: $id, version: 1, givenName: "Ada" }) { id givenName } }',
      { id: identity.id!.toUpperCase() },
    );
    expect(changed.data).toEqual({ changeIdentity: { id: identity.id, givenName: 'Ada' } });
    const stranger = randomUUID().toUpperCase();
    expect((await hub.ask(city, null, 'query ($id: ID!) { person(id: $id) { id } }', { id: stranger })).codes).toEqual([
      'NO_SUCH_PERSON',
    ]);
    expect((await hub.ask(self(id), null, '{ me { id } }')).data).toEqual({ me: { id } });
  });
});
