import { beforeAll, describe, expect, it } from '@jest/globals';
import type { InstitutionId, Purpose } from '../../src/access/vocabulary';
import { useDatabase } from '../kit/database';
import { sealedSchema, staff, useHub } from '../kit/hub';
import { person, PERSON_RECORDS, settingsOf, type TestPerson } from '../kit/people';
import { protectedFields } from '../kit/protected-fields';
import { insertRecord } from '../kit/records';
import { hiddenPerson, hiddenValues } from './hidden';

const FIELDS = protectedFields(sealedSchema());
const EVERYTHING = `${FIELDS.map(({ name, selection }) => `${name} ${selection}`).join('\n')}
  access { field category decision reason basis statute consentId until }`;
const ONE = `query ($id: ID!) { person(id: $id) { id ${EVERYTHING} } }`;

const HOUSES = ['city', 'jobcenter', 'employment-agency', 'caritas'] as const satisfies readonly InstitutionId[];
const PURPOSES: readonly (Purpose | null)[] = [
  null,
  'CASE_MANAGEMENT',
  'BENEFIT_ADMINISTRATION',
  'ARRIVAL_COUNSELLING',
];

describe('what is withheld says nothing of whether there is anything', () => {
  const database = useDatabase();
  const hub = useHub(database);

  it.each(PERSON_RECORDS.map(({ name }) => name))('the answer is the same without and with a %s', async (name) => {
    const declaration = PERSON_RECORDS.find((candidate) => candidate.name === name)!;
    // The jobcenter may read the registration by statute where it has a benefit case: that it wrote itself.
    const author = declaration.author === 'EACH' ? 'caritas' : declaration.author;
    const { id } = await person(database)
      .knownTo(...HOUSES)
      .create();
    const ask = async (): Promise<string[]> => {
      const answers: string[] = [];
      for (const institution of HOUSES.filter((house) => house !== author)) {
        for (const purpose of PURPOSES) {
          answers.push(JSON.stringify(await hub.ask(staff(institution), purpose, ONE, { id })));
        }
      }
      return answers;
    };
    const without = await ask();
    const write = () =>
      database.database.transaction(settingsOf(author), (transaction) =>
        insertRecord(transaction, declaration, author, id, hiddenValues(name)),
      );
    await write();
    expect(await ask()).toEqual(without);
    // As many as there are: the number shows as little. Of those that a person has once there can be no second.
    if (declaration.onPerson?.many) {
      await write();
      expect(await ask()).toEqual(without);
    }
  });
});

describe('the list of what is withheld', () => {
  const database = useDatabase();
  const hub = useHub(database);
  const PAGE = `query ($first: Int!) { persons(first: $first) { nodes { ${EVERYTHING} } edges { node { ${EVERYTHING} } } } }`;
  let people: TestPerson[];

  beforeAll(async () => {
    people = [];
    for (let index = 0; index < 100; index += 1) {
      const someone = index % 10 === 0 ? hiddenPerson(database) : person(database);
      people.push(await someone.knownTo('jobcenter').create());
    }
  });

  it('is as long for a page of 100 as for one person, and counts', async () => {
    const ask = (first: number) => hub.ask(staff('jobcenter'), 'CASE_MANAGEMENT', PAGE, { first });
    const [one, hundred] = [await ask(1), await ask(100)];
    expect(hundred.errors).toEqual([]);
    expect(hundred.withheld.length).toBe(one.withheld.length);
    expect(hundred.withheld.length).toBeLessThanOrEqual(2 * FIELDS.length);
    const places = (answer: typeof one) => answer.withheld.map(({ path, reason }) => `${path} ${reason}`).sort();
    expect(places(hundred)).toEqual(places(one));
    expect(new Set(hundred.withheld.map(({ count }) => count))).toEqual(new Set([100]));
    expect(JSON.stringify(hundred.withheld).length).toBeLessThan(10_000);
  });

  it('tells fields of the query, never a person or a value', async () => {
    const { withheld } = await hub.ask(staff('jobcenter'), 'CASE_MANAGEMENT', ONE, { id: people[0]!.id });
    for (const entry of withheld) {
      expect(Object.keys(entry).sort()).toEqual(['category', 'count', 'path', 'reason']);
      expect(entry.path).toMatch(/^person(\.[A-Za-z]+)+$/);
    }
  });
});
