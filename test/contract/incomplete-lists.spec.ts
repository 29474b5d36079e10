import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { countStatements, useDatabase } from '../kit/database';
import { self, staff, useHub } from '../kit/hub';
import { person } from '../kit/people';
import { copyRecords } from '../kit/records';
import { startTestHub, type RunningTestHub } from '../operations/running-hub';

const NAMED = { familyName: 'Vielfach', birthDate: '1990-03-03' };
const NOTES = 'counsellingNotes { noteNumber }';

interface Told {
  readonly data: Record<string, unknown>;
  readonly extensions?: { readonly incomplete?: readonly { path: (string | number)[]; shown: number }[] };
}

/** Over real HTTP and three times with the same text, so that every way of answering is taken. */
describe('a list is whole, or the answer says that it is not', () => {
  const database = useDatabase();
  const inProcess = useHub(database);
  const caritas = staff('caritas');
  let hub: RunningTestHub;
  let many: string;
  let few: string;

  beforeAll(async () => {
    hub = await startTestHub({ appUrl: database.appUrl });
    many = (await person(database).with('CounsellingNote').with('LanguageAssessment').create()).id;
    few = (await person(database).with('CounsellingNote').create()).id;
    await copyRecords(database, 'CounsellingNote', many, 119);
    await copyRecords(database, 'CounsellingNote', few, 99);
  });
  afterAll(() => hub.stop());

  const thrice = async (query: string, variables: Record<string, unknown> = {}, caller = caritas) => {
    const answers: Told[] = [];
    for (let run = 0; run < 3; run += 1) {
      const { text, errors } = await hub.ask(caller, 'CASE_MANAGEMENT', query, variables);
      expect(errors).toEqual([]);
      const { data, extensions } = JSON.parse(text) as Told;
      answers.push({ data, extensions: { incomplete: extensions?.incomplete } });
    }
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
    return answers[0]!;
  };

  it.each([
    ['persons as a text', `{ id ${NOTES} }`],
    ['records as a text', `{ id consents { id } ${NOTES} }`],
    ['records field by field', '{ id counsellingNotes { noteNumber access { basis } } }'],
  ])('of several persons 100 each, answered with %s', async (_, shape) => {
    const { data, extensions } = await thrice(`{ persons(first: 10) { nodes ${shape} } }`);
    const { nodes } = data.persons as { nodes: { id: string; counsellingNotes: object[] }[] };
    const index = nodes.findIndex(({ id }) => id === many);
    expect(nodes.map(({ counsellingNotes }) => counsellingNotes.length)).toEqual([100, 100]);
    expect(extensions?.incomplete).toEqual([{ path: ['persons', 'nodes', index, 'counsellingNotes'], shown: 100 }]);
  });

  it.each([
    ['persons as a text', `{ ${NOTES} }`],
    ['records as a text', `{ consents { id } ${NOTES} }`],
    ['records field by field', '{ counsellingNotes { noteNumber access { basis } } }'],
  ])('of one person all up to 1,000, answered with %s', async (_, shape) => {
    const { data, extensions } = await thrice(`query ($id: ID!) { person(id: $id) ${shape} }`, { id: many });
    expect((data.person as { counsellingNotes: object[] }).counsellingNotes).toHaveLength(120);
    expect(extensions?.incomplete).toBeUndefined();
  });

  it.each([
    ['persons as a text', `{ own: ${NOTES} }`],
    ['records as a text', `{ consents { id } own: ${NOTES} }`],
    ['records field by field', '{ own: counsellingNotes { noteNumber access { basis } } }'],
  ])('of one person 1,000, and says that there are more, answered with %s', async (_, shape) => {
    const { id } = await person(database).with('CounsellingNote').create();
    await copyRecords(database, 'CounsellingNote', id, 1_000);
    const { data, extensions } = await thrice(`query ($id: ID!) { person(id: $id) ${shape} }`, { id });
    expect((data.person as { own: object[] }).own).toHaveLength(1_000);
    expect(extensions?.incomplete).toEqual([{ path: ['person', 'own'], shown: 1_000 }]);
  });

  it('shows a person a list, a booklet and all their data with what is missing in them', async () => {
    const { id } = await person(database).with('Registration').create();
    await copyRecords(database, 'Registration', id, 1_000);
    const query =
      '{ me { dataByInstitution { isComplete records { id } } bookletPage { sections { records { id } } } } }';
    const { extensions } = await thrice(query, {}, self(id));
    expect(extensions?.incomplete).toEqual(
      expect.arrayContaining([
        { path: ['me', 'dataByInstitution', 0], shown: 1_001 },
        { path: ['me', 'bookletPage'], shown: 1_001 },
      ]),
    );
    const { data } = await hub.ask<{ myExport: { records: { type: string }[] } }>(self(id), null, '{ myExport }');
    const { records } = data!.myExport;
    expect(records.filter(({ type }) => type === 'Registration')).toHaveLength(1_001);
  });

  it('finds 20 of a name and day of birth and says that there are more; persons(filter) has them all', async () => {
    for (let count = 0; count < 23; count += 1) {
      const identity = { by: 'jobcenter', values: { ...NAMED, givenName: `Edda${count}` } } as const;
      await person(database).with('Identity', identity).create();
    }
    const adviser = staff('jobcenter');
    const search = 'query ($by: PersonSearch!) { found: searchPersons(by: $by) { id } }';
    const { data, extensions } = await thrice(search, { by: NAMED }, adviser);
    expect(data.found).toHaveLength(20);
    expect(extensions?.incomplete).toEqual([{ path: ['found'], shown: 20 }]);
    const { familyName, birthDate } = NAMED;
    const filter = { familyName, bornFrom: birthDate, bornUntil: birthDate };
    const listed = 'query ($filter: PersonFilter) { persons(first: 100, filter: $filter) { nodes { id } } }';
    const all = await thrice(listed, { filter }, adviser);
    expect((all.data.persons as { nodes: object[] }).nodes).toHaveLength(23);
  });

  it('shows 50 members of a household and says that there are more, by one statement', async () => {
    const home = { by: 'city', values: { householdNumber: 'H-1', householdKind: 'FAMILY' } } as const;
    let first = '';
    for (let count = 0; count < 52; count += 1) {
      first = (await person(database).with('Household', home).create()).id;
    }
    const query = 'query ($id: ID!) { person(id: $id) { household { members { id } } } }';
    const { data, extensions } = await thrice(query, { id: first }, staff('city'));
    expect(data).toMatchObject({ person: { household: { members: { length: 50 } } } });
    expect(extensions?.incomplete).toEqual([{ path: ['person', 'household', 'members'], shown: 50 }]);
    const work = () => inProcess.ask(staff('city'), null, query, { id: first });
    expect(await countStatements(database, work)).toHaveLength(2);
  });

  it('says nothing of what is withheld: neither of others’ records nor of those not consented to', async () => {
    const { id } = await person(database)
      .with('Registration')
      .with('LanguageAssessment', { by: 'city' })
      .knownTo('jobcenter')
      .consenting({ recipients: ['jobcenter'], categories: ['IDENTITY'], purposes: ['CASE_MANAGEMENT'] })
      .create();
    await copyRecords(database, 'Registration', id, 1_000);
    await copyRecords(database, 'LanguageAssessment', id, 1_000);
    const fields = 'registrations { id } languageAssessments { id equivalents { recordId } }';
    const query = `query ($id: ID!) { person(id: $id) { ${fields} } equivalents(personId: $id, occasion: LANGUAGE_ASSESSMENT) { recordId } }`;
    const { data, extensions } = await thrice(query, { id }, staff('jobcenter'));
    expect(data).toEqual({ person: { registrations: null, languageAssessments: null }, equivalents: [] });
    expect(extensions?.incomplete).toBeUndefined();
  });

  it('says of equivalents that there are more', async () => {
    const { id } = await person(database)
      .with('LanguageAssessment', { by: 'city' })
      .consenting({ recipients: ['jobcenter'], categories: ['LANGUAGE'], purposes: ['CASE_MANAGEMENT'] })
      .create();
    await copyRecords(database, 'LanguageAssessment', id, 1_000);
    const query = 'query ($id: ID!) { equivalents(personId: $id, occasion: LANGUAGE_ASSESSMENT) { recordId } }';
    const { data, extensions } = await thrice(query, { id }, staff('jobcenter'));
    expect(data.equivalents).toHaveLength(1_000);
    expect(extensions?.incomplete).toEqual([{ path: ['equivalents'], shown: 1_000 }]);
  });
});
