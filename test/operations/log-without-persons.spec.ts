import { beforeAll, describe, expect, it } from '@jest/globals';
import { PERSONA_NAMES } from '../../src/platform/identity/personas';
import { PURPOSE_NAMES } from '../../src/access/vocabulary';
import { useDemonstrationDatabase } from '../kit/demonstration';
import { CORPUS } from './corpus';
import { startHubProcess, type HubProcess } from './hub-process';

/** What tells who somebody is, as the demonstration data have it, with the least length at which it is telling. */
const PERSONAL = [
  'select given_name as value from core.identity',
  'select family_name from core.identity',
  'select birth_date::text from core.identity',
  `select to_char(birth_date::date, 'DD.MM.YYYY') from core.identity where length(birth_date) = 10`,
  'select file_number from core.person_link',
  'select booklet_number from core.booklet where booklet_number is not null',
  'select street from core.contact where street is not null',
  'select phone from core.contact where phone is not null',
  'select email from core.contact where email is not null',
  'select text from caritas.counselling_note',
  'select case_number from jobcenter.benefit_case',
  'select person_id::text from core.person_link',
].join(' union ');

/** Words of the hub itself that some person also bears would be found without being a leak. */
const SHORTEST = 4;

/** What the welcome suggests to ask, of somebody of the demonstration data. */
const SUGGESTED = /^ {2}-d '.*'$/gm;

const WORDS = /[\p{L}\p{N}@.+/-]+/gu;

describe('the log of a whole run', () => {
  const database = useDemonstrationDatabase();
  let personal: string[];
  let lines: string[];
  let output: string;

  beforeAll(async () => {
    personal = await everythingPersonal();
    const hub = await startHubProcess(database, { LOG_LEVEL: 'trace' });
    await useIt(hub);
    await breakIt(hub);
    expect(await hub.end('SIGTERM')).toBe(0);
    output = hub.output().replace(SUGGESTED, '');
    lines = output.split('\n').filter((line) => line.startsWith('{'));
  }, 120_000);

  /** The owner sees nothing either; in a copy of the demonstration data the lock can be taken off. */
  async function everythingPersonal(): Promise<string[]> {
    const tables = [...PERSONAL.matchAll(/from (\w+\.\w+)/g)].map(([, table]) => table);
    for (const table of tables) await database.asOwner(`alter table ${table} no force row level security`);
    const rows = await database.asOwner<{ value: string }>(PERSONAL);
    for (const table of tables) await database.asOwner(`alter table ${table} force row level security`);
    return rows.map(({ value }) => value).filter((value) => value.length >= SHORTEST);
  }

  /** Every operation of the corpus and every persona, for some of the people. */
  async function useIt(hub: HubProcess): Promise<void> {
    const { data } = await hub.ask<{
      persons: { nodes: { id: string; identity: { familyName: string; birthDate: string } }[] };
    }>('city-counsellor', null, '{ persons(first: 30) { nodes { id identity { familyName birthDate } } } }');
    const people = data!.persons.nodes;
    for (const persona of [...PERSONA_NAMES, ...people.slice(0, 3).map(({ id }) => `person:${id}`)]) {
      for (const [operation, source] of CORPUS) {
        for (const { id, identity } of people.slice(0, 2)) {
          await hub.ask(persona, 'CASE_MANAGEMENT', source, {
            id,
            personId: id,
            first: operation === 'mistakes' ? 1_000 : 20,
            withoutNotes: false,
            filter: { familyName: identity.familyName },
            by: { familyName: identity.familyName, birthDate: identity.birthDate },
            input: { personId: id, householdNumber: identity.familyName, householdKind: 'FAMILY' },
          });
        }
      }
    }
    for (const purpose of PURPOSE_NAMES) await hub.ask('jobcenter-adviser', purpose, '{ viewer { purpose } }');
  }

  /** Requests and faults whose messages hold what they are about. */
  async function breakIt(hub: HubProcess): Promise<void> {
    const [name, day] = [personal.find((value) => /^[A-Z][a-z]{5,}$/.test(value))!, '1990-02-30'];
    const register = 'mutation ($input: RegisterPersonInput!) { registerPerson(input: $input) { id } }';
    const input = { fileNumber: name, givenName: name, familyName: name, birthDate: '1990-01-01' };
    const ask = (query: string, variables?: Record<string, unknown>) =>
      hub.ask('city-counsellor', null, query, variables);
    await ask(register, { input });
    await ask(register, { input });
    await ask(register, { input: { ...input, birthDate: day, sex: name } });
    await ask(register, { input: { ...input, familyName: `${name}\u0000` } });
    await ask(`{ searchPersons(by: { familyName: "${name}" birthDate: "1990-01-01" }) { id ${name} } }`);
    await ask(`{ searchPersons(by: { familyName: "${name} } ) { id } }`);
    await fetch(new URL(`/graphql?query={searchPersons(by:{fileNumber:"${name}"}){id}}`, hub.url));
    await fetch(new URL(`/${name}`, hub.url));
    await fetch(new URL('/graphql', hub.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${name}.${name}.${name}` },
      body: '{"query":"{ viewer { role } }"}',
    });
    await fetch(new URL('/graphql', hub.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-purpose': name },
      body: `{"query":"${name}`,
    });
    // A fault inside PostgreSQL that repeats a value, and a log that cannot be written.
    await database.asOwner(
      `alter table core.identity add constraint no_${name.toLowerCase()} check (family_name <> 'Verboten')`,
    );
    await ask(register, { input: { ...input, fileNumber: `${name}-2`, familyName: 'Verboten', givenName: name } });
    await database.asOwner('revoke insert on core.access_entry from geleit_app');
    await ask(`{ searchPersons(by: { familyName: "${name}" birthDate: "1990-01-01" }) { id } }`);
    await database.asOwner('grant insert on core.access_entry to geleit_app');
  }

  it('tells of every request, and of the faults', () => {
    const requests = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(requests.filter(({ msg }) => msg === 'request').length).toBeGreaterThan(CORPUS.size * PERSONA_NAMES.length);
    expect(requests.filter(({ level }) => level === 'error').length).toBeGreaterThanOrEqual(2);
    const codes = new Set(requests.flatMap(({ errorCodes }) => (errorCodes as string[] | undefined) ?? []));
    expect([...codes]).toEqual(
      expect.arrayContaining([
        'ACCESS_LOG_UNAVAILABLE',
        'ALREADY_EXISTS',
        'FORBIDDEN',
        'INTERNAL_SERVER_ERROR',
        'INVALID_INPUT',
        'TOKEN_INVALID',
      ]),
    );
  });

  it('contains no name, birth date, number, address or note of anybody', () => {
    expect(personal.length).toBeGreaterThan(3_000);
    const foundIn = (text: string): string[] => {
      const words = new Set(text.match(WORDS));
      return personal.filter((value) => (value.match(WORDS)?.[0] === value ? words.has(value) : text.includes(value)));
    };
    expect(foundIn(`${output} ${personal[17]}`)).toContain(personal[17]);
    // The welcome shows how to search by a booklet.
    expect(foundIn(output).filter((value) => value !== 'RH-0001')).toEqual([]);
  });

  it('contains no query, token, address or statement', () => {
    expect(output).not.toMatch(
      /searchPersons\(by: \{familyName|eyJ[\w-]{10,}|insert into|select .* from|geleit_owner:|127\.0\.0\.1:\d+\/geleit/i,
    );
  });
});
