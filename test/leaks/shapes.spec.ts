import { beforeAll, describe, expect, it } from '@jest/globals';
import { getNamedType, isLeafType } from 'graphql';
import type { InstitutionId, Purpose } from '../../src/access/vocabulary';
import { useDatabase, withoutRowLevelSecurity } from '../kit/database';
import { sealedSchema, self, staff, useHub } from '../kit/hub';
import { person, type TestPerson } from '../kit/people';
import { protectedFields } from '../kit/protected-fields';
import { repeated } from '../operations/executors';
import { hiddenPerson, traces } from './hidden';

const FIELDS = protectedFields(sealedSchema());
const EVERYTHING = FIELDS.map(({ name, selection }) => `${name} ${selection}`).join('\n');

/** Records with nothing but their own fields, which a document that comes again takes from the database in one piece. */
const WHOLE = FIELDS.map(({ name, type }) => {
  const own = Object.values(type.getFields()).filter(({ type: of }) => isLeafType(getNamedType(of)));
  return [name, `${name} { ${own.map((field) => field.name).join(' ')} }`] as const;
});
const INNER_NAMES = [
  'decisions',
  'grants',
  'statutesHeld',
  'now',
  'id',
  'access',
  'constructor',
  '__proto__',
  'toString',
];

/** Ways to write the same wish about one person. */
const SHAPES: Readonly<Record<string, string>> = {
  plainly: `query ($id: ID!) { person(id: $id) { id ${EVERYTHING} } }`,
  'under aliases': `query ($id: ID!) { a: person(id: $id) { decisions: id grants: id
    ${FIELDS.map(({ name, selection }, index) => `id${index}: ${name} ${selection}`).join('\n')} } }`,
  'with one field under the name of another': `query ($id: ID!) { person(id: $id) {
    languageEnrolments: counsellingNotes { noteNumber text } counsellingNotes: languageEnrolments { id levelReached } } }`,
  'in fragments': `query ($id: ID!) { person(id: $id) { ...Outer } }
    fragment Outer on Person { ...Inner } fragment Inner on Person { ${EVERYTHING} }`,
  'in inline fragments': `query ($id: ID!) { ... on Query { person(id: $id) { ... { ... on Person { ${EVERYTHING} } } } } }`,
  'with switches': `query ($id: ID!, $yes: Boolean = true, $no: Boolean = false) {
    person(id: $id) { ... @include(if: $yes) { ${EVERYTHING} } identity @skip(if: $no) { familyName } } }`,
  'along a nested path': `query ($id: ID!) { person(id: $id) { household { members { id ${EVERYTHING} } } ${EVERYTHING} } }`,
  'as whole records': `query ($id: ID!) { person(id: $id) { id ${WHOLE.map(([, field]) => field).join(' ')} } }`,
  'as whole records under the names of inner things': `query ($id: ID!) { person(id: $id) {
    ${WHOLE.map(([name, field], index) => `${INNER_NAMES[index] ?? `${name}__whole`}: ${field}`).join(' ')} } }`,
  twice: `query ($id: ID!) { person(id: $id) { ${EVERYTHING} } b: person(id: $id) { ${EVERYTHING} } }`,
};

const CALLERS: readonly (readonly [InstitutionId, Purpose | null])[] = [
  ['jobcenter', null],
  ['jobcenter', 'CASE_MANAGEMENT'],
  ['jobcenter', 'BENEFIT_ADMINISTRATION'],
  ['jobcenter', 'LABOUR_MARKET_INTEGRATION'],
  ['youth-welfare-office', null],
];

describe('staff who ask for somebody without consent', () => {
  const database = useDatabase();
  const hub = useHub(database);
  const again = repeated(hub);
  let acquainted: TestPerson;
  let stranger: TestPerson;

  beforeAll(async () => {
    acquainted = await hiddenPerson(database).knownTo('jobcenter', 'youth-welfare-office').create();
    stranger = await hiddenPerson(database, 'caritas')
      .consenting({ recipients: ['city'], categories: ['LANGUAGE', 'COUNSELLING'], purposes: ['CASE_MANAGEMENT'] })
      .create();
  });

  const cases = CALLERS.flatMap(([institution, purpose]) =>
    Object.entries(SHAPES).map(([shape, query]) => ({ institution, purpose, shape, query })),
  );

  it.each(cases)('find nothing $shape ($institution, $purpose)', async ({ institution, purpose, query }) => {
    const known = await hub.ask(staff(institution), purpose, query, { id: acquainted.id });
    expect(traces(known)).toEqual([]);
    expect(known.errors).toEqual([]);
    const unknown = await hub.ask(staff(institution), purpose, query, { id: stranger.id });
    expect(traces(unknown)).toEqual([]);
    expect(new Set(unknown.codes)).toEqual(new Set(['NO_SUCH_PERSON']));
    expect(Object.values(unknown.data ?? {}).filter((value) => value !== null)).toEqual([]);
    for (const { id } of [acquainted, stranger]) {
      expect(traces(await again(staff(institution), purpose, query, { id }))).toEqual([]);
    }
  });

  it.each(Object.entries(SHAPES))('would be seen to find something %s: Caritas finds its own', async (_, query) => {
    expect(traces(await hub.ask(staff('caritas'), null, query, { id: stranger.id }))).not.toEqual([]);
    expect(traces(await again(staff('caritas'), null, query, { id: stranger.id }))).not.toEqual([]);
  });
});

describe.each([
  ['under both locks', undefined],
  ['without row level security', withoutRowLevelSecurity],
])('the members of a household, %s,', (_, prepare) => {
  const database = useDatabase(prepare);
  const hub = useHub(database);
  const MEMBERS = `query ($id: ID!) { person(id: $id) { household { members { id ${EVERYTHING} } } } }`;
  const open = {
    recipients: ['jobcenter'],
    categories: ['HOUSEHOLD', 'IDENTITY'],
    purposes: ['CASE_MANAGEMENT'],
  } as const;
  const inHousehold = { by: 'city', values: { householdNumber: 'H-1', since: '2026-01-01' } } as const;
  let consenting: TestPerson;
  let others: TestPerson[];

  beforeAll(async () => {
    const someone = () => person(database).with('Household', inHousehold);
    consenting = await someone().knownTo('jobcenter').consenting(open).create();
    const hidden = hiddenPerson(database).with('Household', inHousehold);
    others = [
      await hidden.create(),
      await hiddenPerson(database).with('Household', inHousehold).knownTo('jobcenter').create(),
      await hiddenPerson(database)
        .with('Household', inHousehold)
        .knownTo('jobcenter')
        .consenting({ ...open, categories: ['LANGUAGE'] })
        .create(),
    ];
  });

  it('are only those who consented themselves, also where the adviser knows the others', async () => {
    const answer = await hub.ask<{ person: { household: { members: { id: string }[] } } }>(
      staff('jobcenter'),
      'CASE_MANAGEMENT',
      MEMBERS,
      { id: consenting.id },
    );
    expect(answer.errors).toEqual([]);
    expect(answer.data!.person.household.members.map(({ id }) => id)).toEqual([consenting.id]);
    expect(traces(answer)).toEqual([]);
    for (const { id } of others) expect(JSON.stringify(answer)).not.toContain(id);
    const log = await database.asOwner(
      `select fields, permitted->'HOUSEHOLD'->>0 as basis from core.access_entry
         where person_id = $1 and 'Household.members' = any(fields) order by id desc limit 1`,
      [consenting.id],
    );
    expect(log).toMatchObject([{ basis: 'CONSENT' }]);
  });

  it('do not tell a person about the others in their own home', async () => {
    const answer = await hub.ask(
      self(consenting.id),
      null,
      MEMBERS.replace(/query.*?\{/, '{').replace('person(id: $id)', 'me'),
    );
    expect(answer.data).toMatchObject({ me: { household: { members: [{ id: consenting.id }] } } });
    for (const { id } of others) expect(JSON.stringify(answer)).not.toContain(id);
  });

  it('are the same under two aliases that ask for different things with one fragment', async () => {
    const answer = await hub.ask(
      staff('city'),
      null,
      `query ($id: ID!) {
        a: person(id: $id) { household { ...Members } }
        b: person(id: $id) { household { ...Members members { identity { familyName } } } }
      } fragment Members on Household { members { id } }`,
      { id: others[0]!.id },
    );
    const members = (answer.data as { b: { household: { members: { identity: unknown }[] } } }).b.household.members;
    expect(members.filter(({ identity }) => identity !== null)).toHaveLength(others.length);
  });
});
