import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database } from '../../src/platform/postgres/database';
import { MOST_CHARACTERS } from '../../src/platform/postgres/prepared-statements';
import { useDatabase, type TestDatabase } from '../kit/database';
import { staff, useHub } from '../kit/hub';
import { person } from '../kit/people';

const RECORDS = `household { householdKind } registrations { registeredOn }
  languageEnrolments { status course { title } } benefitCases { status } jobseekerProfiles { status }
  counsellingEpisodes { topic } residenceTitles { title } qualifications { title }`;

const FIELDS = [
  ...['givenName', 'familyName', 'birthDate', 'sex', 'nationality'].map((name) => `identity { ${name} }`),
  ...['street', 'postalCode', 'town', 'phone', 'email'].map((name) => `contact { ${name} }`),
];

/** Documents that select different fields, so that each has a statement of its own. */
const documentOf = (number: number): string =>
  `query ($id: ID!) { person(id: $id) { id ${RECORDS} ${FIELDS.filter((_, bit) => number & (1 << bit)).join(' ')} } }`;

interface Kept {
  readonly statements: number;
  readonly ofDocuments: number;
  readonly characters: number;
}

describe('what PostgreSQL keeps of statements', () => {
  const database = useDatabase();
  let narrow: Database;
  let id: string;
  const shared = {} as { -readonly [Key in keyof TestDatabase]: TestDatabase[Key] };
  beforeAll(async () => {
    narrow = new Database({ url: database.appUrl, poolSize: 1 });
    Object.assign(shared, database, { database: narrow });
    id = (await person(database).withEverything('jobcenter').create()).id;
  });
  afterAll(() => narrow.close());
  const hub = useHub(shared);

  const kept = async (): Promise<Kept> =>
    (
      await narrow.maintain<Kept & Record<string, unknown>>(`select count(*)::int as statements,
        count(*) filter (where name ~ '^[pr]-')::int as "ofDocuments",
        coalesce(sum(length(statement)) filter (where name ~ '^[pr]-'), 0)::int as characters from pg_prepared_statements`)
    )[0]!;
  const ask = async (number: number) => {
    const { errors } = await hub.ask(staff('jobcenter'), 'CASE_MANAGEMENT', documentOf(number), { id });
    expect(errors).toEqual([]);
  };

  it('is nothing of a document that comes once', async () => {
    const before = await kept();
    for (let number = 1; number <= 30; number += 1) await ask(number);
    expect((await kept()).ofDocuments).toBe(before.ofDocuments);
  });

  it('is the statement of a document that comes again, and is run by its name from then on', async () => {
    await ask(1);
    const { ofDocuments } = await kept();
    expect(ofDocuments).toBe(1);
    await ask(1);
    expect((await kept()).ofDocuments).toBe(ofDocuments);
  });

  it('is bounded however many documents come again, and what was forgotten goes on working', async () => {
    const most: Kept[] = [];
    for (let number = 1; number <= 500; number += 1) {
      await ask(number);
      await ask(number);
      if (number % 100 === 0) most.push(await kept());
    }
    expect(most.at(-1)!.ofDocuments).toBeLessThan(400);
    // What one statement is too much is forgotten with the next one.
    for (const { characters } of most) expect(characters).toBeLessThan(MOST_CHARACTERS * 1.01);
    for (const number of [1, 500, 2, 1]) await ask(number);
  });

  it('is the fixed statements of the hub beside those of documents', async () => {
    const names = await narrow.maintain<{ name: string }>(
      `select name from pg_prepared_statements where name !~ '^[pr]-' order by name`,
    );
    expect(names.map(({ name }) => name)).toContain('geleit-settings');
  });
});
