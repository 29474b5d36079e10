import { beforeAll, describe, expect, it } from '@jest/globals';
import { countStatements, useDatabase } from '../kit/database';
import { staff, useHub } from '../kit/hub';
import { person, type TestPerson } from '../kit/people';
import { fieldByField, repeated, type Executor } from './executors';

const RECORDS = `id identity { familyName } registrations { registeredOn } languageEnrolments { levelReached course { title } }
  benefitCases { status } jobseekerProfiles { status } counsellingEpisodes { topic }`;
const ONE = `query One($id: ID!) { person(id: $id) { ${RECORDS} } }`;
const PAGE = `query Page($first: Int!) { persons(first: $first) { nodes { ${RECORDS} } totalCount } }`;
const HOUSEHOLDS = `query Households($first: Int!) { persons(first: $first) { nodes { household { members { identity { familyName } } } } } }`;
const CONSENTS = `query Consents($first: Int!) { persons(first: $first) { nodes { consents { state } access { decision } } } }`;

describe('the number of SQL statements', () => {
  const database = useDatabase();
  const hub = useHub(database);
  const adviser = staff('jobcenter', 'case-manager');
  let first: TestPerson;

  beforeAll(async () => {
    const home = { by: 'jobcenter', values: { householdNumber: 'H-1' } } as const;
    for (let index = 0; index < 100; index += 1) {
      const someone = person(database)
        .with('BenefitCase')
        .with('Household', home)
        .with('LanguageEnrolment')
        .consenting({
          recipients: ['jobcenter'],
          categories: ['LANGUAGE', 'COUNSELLING'],
          purposes: ['CASE_MANAGEMENT'],
        });
      const { id, ...written } = await someone.create();
      first ??= { id, ...written };
    }
  }, 60_000);

  const ways: readonly (readonly [string, () => Executor])[] = [
    ['for the first time', () => fieldByField(hub)],
    ['again, rewritten', () => repeated(hub)],
  ];

  it.each(ways)('is one for one person and one for a page of 100: %s', async (_, way) => {
    const run = way();
    const ask = async (source: string, variables: Record<string, unknown>) => {
      const answer = await run(adviser, 'CASE_MANAGEMENT', source, variables);
      expect(answer.errors).toEqual([]);
    };
    for (const [source, variables] of [
      [ONE, { id: first.id }],
      [PAGE, { first: 1 }],
      [PAGE, { first: 100 }],
    ] as const) {
      await ask(source, variables);
      // Run twice where the document is rewritten at its second coming.
      const seen = new Set(await countStatements(database, () => ask(source, variables)));
      const counted = await countStatements(database, () => hub.ask(adviser, 'CASE_MANAGEMENT', source, variables));
      expect([seen.size, counted.length]).toEqual([1, 1]);
    }
  });

  it.each([
    ['members of households', HOUSEHOLDS],
    ['consents', CONSENTS],
  ])('is two with the %s, for one person and for a page of 100', async (_, source) => {
    for (const variables of [{ first: 1 }, { first: 100 }]) {
      const seen = await countStatements(database, () => hub.ask(adviser, 'CASE_MANAGEMENT', source, variables));
      expect(seen).toHaveLength(2);
    }
  });

  it('is this one', async () => {
    const run = repeated(hub);
    const shown = new Set<string>();
    for (const [source, variables] of [
      [ONE, { id: first.id }],
      [PAGE, { first: 100 }],
    ] as const) {
      const seen = await countStatements(database, () => run(adviser, 'CASE_MANAGEMENT', source, variables));
      shown.add(seen.at(-1)!);
    }
    for (const statement of shown) expect(statement).toMatchSnapshot();
  });
});
