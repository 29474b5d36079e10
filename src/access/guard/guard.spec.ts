import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { buildSchema, graphql, type GraphQLResolveInfo } from 'graphql';
import { rheinePolicy } from '../../../test/kit/policy';
import { RawJson } from '../../platform/raw-json';
import { DisputedList } from '../disputed';
import { IncompleteList } from '../incomplete';
import { PersonDecisions, type GrantRow } from '../person-decisions';
import type { RecordAccess } from '../record-access.type';
import type { RequestContext } from '../request-context';
import { WithheldList } from '../withheld';
import { announce, isAnnounced, type Announced } from './announced';
import { UndeclaredFieldsError } from './declared-access';
import { sealSchema } from './guard';
import { letOut, withholdWholeRecords } from './person-records';

const DIRECTIVES = `
  directive @protected(category: String!, author: String, dataDay: String) on OBJECT | FIELD_DEFINITION
  directive @restricted(roles: [String!]!) on OBJECT | FIELD_DEFINITION
  directive @open(reason: String!) on OBJECT | FIELD_DEFINITION`;

const SDL = `${DIRECTIVES}
  type Query @open(reason: "test") {
    person: Person
    people: [Person!]!
    loose: Course
    figures: Int @restricted(roles: ["planner"])
  }
  type Person @open(reason: "test") {
    course: Course @protected(category: "LANGUAGE")
    courses: [Course!] @protected(category: "LANGUAGE")
    internal: Int @restricted(roles: ["planner"])
    id: ID!
    links: [String!]
    consents: [String!]!
  }
  type Course @protected(category: "LANGUAGE") {
    level: String
    basis: String! @open(reason: "test")
  }`;

/** Everything of a person and of a record. */
const EVERYTHING: Announced = new Map(
  Object.entries({
    course: ['level', 'basis'],
    courses: ['level', 'basis'],
    internal: [],
    links: [],
    consents: [],
  }).map(([field, names]) => [field, new Set(names)]),
);

const policy = rheinePolicy();
const asking = { institution: 'jobcenter', role: 'counsellor', purpose: 'CASE_MANAGEMENT' } as const;
const NOW = Date.UTC(2019, 6, 2);
const CONSENT: GrantRow = ['LANGUAGE', 'CASE_MANAGEMENT', NOW - 1, NOW + 1, null, false, 'consent-a', 1];
const FROM_2019: GrantRow = [...(CONSENT as readonly unknown[]), '2019-01-01'] as unknown as GrantRow;
const note = (id: string) => ({ id, field: null, note: `not so: ${id}`, since: '2019-07-01' });

let context: RequestContext;
beforeEach(() => {
  const told = { withheld: new WithheldList(), disputed: new DisputedList(), incomplete: new IncompleteList() };
  context = { asking, policy, ...told } as unknown as RequestContext;
});

const decisions = (...grants: readonly GrantRow[]) =>
  new PersonDecisions(policy, asking, { id: 'anna', grants, now: NOW }, false);

/**
 * What the sealed schema answers, where the resolvers of Query give these values.
 * @param told what the log has been told of the person
 */
async function answer(query: string, values: Readonly<Record<string, unknown>>, told: Announced | null = EVERYTHING) {
  if (told && values.person) announce(values.person, told);
  const schema = sealSchema(buildSchema(SDL), policy);
  const fields = schema.getQueryType()!.getFields();
  for (const [name, value] of Object.entries(values)) fields[name]!.resolve = () => value;
  return graphql({ schema, source: query, contextValue: context });
}

describe('a sealed schema', () => {
  it('is none where a field says nothing: all of them are named, in order', () => {
    const careless = buildSchema(`${DIRECTIVES}
      type Query { b: Int a: Int @open(reason: " ") fine: Int @open(reason: "test") }`);
    const seal = () => sealSchema(careless, policy);
    expect(seal).toThrow(UndeclaredFieldsError);
    expect(seal).toThrow(/Query\.a is open without a reason\n {2}- Query\.b declares no access/);
  });

  it('shows of a list what a consent opens, and says that some may be withheld', async () => {
    const courses = [
      { recordedBy: 'city', level: 'B1' },
      { recordedBy: 'caritas', level: 'C1' },
    ];
    const { data } = await answer('{ person { courses { level } } }', {
      person: { decisions: decisions(CONSENT), courses },
    });
    expect(data).toEqual({ person: { courses: [{ level: 'B1' }] } });
    expect(context.withheld.list()).toEqual([
      { path: 'person.courses', category: 'LANGUAGE', reason: 'PROFESSIONAL_SECRECY', count: 1 },
    ]);
  });

  it.each([
    ['C1 of Caritas may not be seen', 'caritas', []],
    ['one more may be seen', 'city', [{ path: ['person', 'courses'], shown: 2 }]],
  ])(
    'shows as much of a list as was asked for, and says that it goes on only where %s',
    async (_, last, incomplete) => {
      const courses = [
        { recordedBy: 'city', level: 'A1' },
        { recordedBy: 'city', level: 'A2' },
        { recordedBy: last, level: 'C1', disputes: [note('last')] },
      ];
      const { data } = await answer('{ person { courses { level } } }', {
        person: { decisions: decisions(CONSENT), courses, shown: 2 },
      });
      expect(data).toEqual({ person: { courses: [{ level: 'A1' }, { level: 'A2' }] } });
      expect(context.incomplete.list()).toEqual(incomplete);
      expect(context.disputed.list()).toEqual([]);
    },
  );

  it('withholds a record that does not say who wrote it', async () => {
    const { data } = await answer('{ person { course { level } courses { level } } }', {
      person: { decisions: decisions(CONSENT), course: { level: 'A1' }, courses: [{ level: 'A1' }] },
    });
    expect(data).toEqual({ person: { course: null, courses: [] } });
  });

  it('withholds everything of a person about whom nothing was decided', async () => {
    const course = { recordedBy: 'city', level: 'B1' };
    const { data } = await answer('{ person { course { level } courses { level } } }', {
      person: { course, courses: [course] },
    });
    expect(data).toEqual({ person: { course: null, courses: null } });
    expect(context.withheld.list().map(({ reason }) => reason)).toEqual(['NOT_FOR_INSTITUTION', 'NOT_FOR_INSTITUTION']);
  });

  it('counts what is withheld by its path without positions, not by row', async () => {
    const person = announce({ decisions: decisions() }, EVERYTHING);
    await answer('{ people { course { level } } }', { people: [person, person, person] });
    expect(context.withheld.list()).toEqual([
      { path: 'people.course', category: 'LANGUAGE', reason: 'NO_CONSENT', count: 3 },
    ]);
  });

  it.each([
    ['without a permit', undefined, 'NOT_FOR_INSTITUTION'],
    ['with the permit of another category', { decision: 'PERMIT', category: 'IDENTITY' }, 'NOT_FOR_INSTITUTION'],
    ['that was withheld', { decision: 'WITHHELD', category: 'LANGUAGE', reason: 'NO_CONSENT' }, 'NO_CONSENT'],
  ])('gives out no field of a record %s', async (_, access, reason) => {
    const loose = announce({ level: 'B1', access }, new Set(['level']));
    const { data } = await answer('{ loose { level } }', { loose });
    expect(data).toEqual({ loose: { level: null } });
    expect(context.withheld.list()).toEqual([{ path: 'loose.level', category: 'LANGUAGE', reason, count: 1 }]);
  });

  it('gives out the fields of a record that carries the permit of their category', async () => {
    const access = { decision: 'PERMIT', category: 'LANGUAGE' };
    const loose = announce({ level: 'B1', access }, new Set(['level']));
    const { data } = await answer('{ loose { level } }', { loose });
    expect(data).toEqual({ loose: { level: 'B1' } });
    expect(context.withheld.list()).toEqual([]);
  });

  it('refuses a query that is for other roles, and withholds such a field of a person', async () => {
    const { data, errors } = await answer('{ figures person { internal } }', { person: { internal: 7 } });
    expect(data).toEqual({ figures: null, person: { internal: null } });
    expect(errors!.map(({ message, path }) => [message, path])).toEqual([
      ['Your role is not entitled to Query.figures.', ['figures']],
    ]);
    expect(context.withheld.list()).toEqual([
      { path: 'person.internal', category: null, reason: 'ROLE_NOT_ENTITLED', count: 1 },
    ]);
  });

  it('tells the disputes of what it shows, each at its place, and none of what it withholds', async () => {
    const by = (recordedBy: string, id: string) => ({ recordedBy, level: 'B1', disputes: [note(id)] });
    await answer('{ person { course { level } courses { level } } }', {
      person: {
        decisions: decisions(CONSENT),
        course: by('city', 'single'),
        courses: [by('caritas', 'withheld'), by('city', 'first'), by('jobcenter', 'second')],
      },
    });
    expect(context.disputed.list().map(({ path, note: text }) => [path.join('.'), text])).toEqual([
      ['person.course', 'not so: single'],
      ['person.courses.0', 'not so: first'],
      ['person.courses.1', 'not so: second'],
    ]);
  });
});

describe('what the access log has not been told of', () => {
  const course = () => ({ recordedBy: 'city', level: 'B1', basis: 'none' });
  const anna = () => ({
    id: 'anna',
    decisions: decisions(CONSENT),
    course: course(),
    courses: [course()],
    internal: 7,
    links: ['l'],
    consents: ['c'],
  });
  const ALL = '{ person { id __typename course { level } courses { level } internal links } }';
  const notLogged = (path: string, category: string | null) => ({ path, category, reason: 'NOT_LOGGED', count: 1 });
  let reported: string[];

  beforeEach(() => {
    reported = [];
    Object.assign(context, { notLogged: (place: string) => reported.push(place) });
  });

  it.each([
    ['of a person with whom no announcement came', null],
    ['of a person of whom nothing was announced', new Map() as Announced],
  ])('stays back: everything %s but who it is, though a consent opens it', async (_, told) => {
    const { data } = await answer(ALL, { person: anna() }, told);
    const nothing = { course: null, courses: null, internal: null, links: null };
    expect(data).toEqual({ person: { id: 'anna', __typename: 'Person', ...nothing } });
    expect(context.withheld.list()).toEqual([
      notLogged('person.course', 'LANGUAGE'),
      notLogged('person.courses', 'LANGUAGE'),
      notLogged('person.internal', null),
      notLogged('person.links', null),
    ]);
    expect(reported).toEqual(['Person.course', 'Person.courses', 'Person.internal', 'Person.links']);
  });

  it('stays back with an error where it cannot be null, and nothing runs for it', async () => {
    const seen = jest.fn(() => ['c']);
    const told: Announced = new Map([...EVERYTHING].filter(([field]) => field !== 'consents'));
    const { data, errors } = await answer('{ person { consents } }', { person: { ...anna(), consents: seen } }, told);
    expect(data).toEqual({ person: null });
    expect(errors!.map(({ path, extensions }) => [path, extensions.code])).toEqual([
      [['person', 'consents'], 'NOT_LOGGED'],
    ]);
    expect(seen).not.toHaveBeenCalled();
    expect(reported).toEqual(['Person.consents']);
  });

  it('stays back of a record: each field by itself, whatever its declaration', async () => {
    const told: Announced = new Map([
      ['course', new Set(['basis'])],
      ['courses', new Set(['level'])],
    ]);
    const query = '{ person { course { level basis } } }';
    expect((await answer(query, { person: anna() }, told)).data).toEqual({
      person: { course: { level: null, basis: 'none' } },
    });
    expect(context.withheld.list()).toEqual([notLogged('person.course.level', 'LANGUAGE')]);
    const failing = await answer('{ person { courses { basis } } }', { person: anna() }, told);
    expect(failing.errors!.map(({ extensions }) => extensions.code)).toEqual(['NOT_LOGGED']);
    expect(reported).toEqual(['Course.level', 'Course.basis']);
  });

  it('stays back of a record that came without its person', async () => {
    const access = { decision: 'PERMIT', category: 'LANGUAGE' };
    expect((await answer('{ loose { level } }', { loose: { level: 'B1', access } })).data).toEqual({
      loose: { level: null },
    });
    expect(context.withheld.list()).toEqual([notLogged('loose.level', 'LANGUAGE')]);
  });

  it('leaves with a record that was let out without its person, as far as the log was told of it', async () => {
    const access = { decision: 'PERMIT', category: 'LANGUAGE' } as RecordAccess;
    const loose = letOut({ recordedBy: 'city', level: 'B1', basis: 'none' }, access, new Set(['level']));
    expect([isAnnounced(loose, 'level'), isAnnounced(loose, 'basis'), isAnnounced(null, 'level')]).toEqual([
      ...[true, false, false],
    ]);
    expect((await answer('{ loose { level } }', { loose })).data).toEqual({ loose: { level: 'B1' } });
    expect((await answer('{ loose { basis } }', { loose })).errors!.map(({ extensions }) => extensions.code)).toEqual([
      'NOT_LOGGED',
    ]);
  });

  it('cannot be announced by what a database or a client could write', async () => {
    const forged = { ...anna(), announced: EVERYTHING, 'Symbol(announced)': EVERYTHING };
    expect((await answer('{ person { links } }', { person: forged }, null)).data).toEqual({ person: { links: null } });
  });
});

describe('records that leave as a whole', () => {
  const shown = (
    text: string | null | undefined,
    { author, grant = CONSENT, told = EVERYTHING }: { author: 'city' | null; grant?: GrantRow; told?: Announced },
  ): unknown => {
    const declared = { kind: 'protected', category: 'LANGUAGE', author, hasDay: true } as const;
    const path = { prev: undefined, key: 'courses', typename: 'Person' };
    const names = new Set(['level']);
    const resolve = withholdWholeRecords(() => ({ declared, field: 'courses', type: 'Course', names }));
    const columns = new Map(text === undefined ? [] : [['courses', 0]]);
    const person = { decisions: decisions(grant), whole: { row: [text], columns } };
    announce(person, told);
    return resolve(person, {}, context, { path } as GraphQLResolveInfo);
  };
  /** What the guard has to know of a record, as it follows it. */
  const line = (known: object): string => `,\n${JSON.stringify({ $disputes: null, ...known })}`;
  const list = (...records: readonly string[]): string => ` [${records.join(',')}]`;

  it('leave unread where all of them may, one or a list', () => {
    expect(shown(' [{"level": "B1"}]', { author: 'city' })).toEqual(new RawJson('[{"level": "B1"}]'));
    expect(shown(' []', { author: 'city' })).toEqual(new RawJson('[]'));
    expect(shown('city {"level": "B1"}', { author: null })).toEqual(new RawJson('{"level": "B1"}'));
    expect(shown(null, { author: 'city' })).toBeNull();
    expect(shown(undefined, { author: 'city' })).toBeNull();
  });

  it('stay back where the access log was not told of them, or of one of the fields that are asked for', () => {
    const reported: string[] = [];
    Object.assign(context, { notLogged: (place: string) => reported.push(place) });
    for (const told of [new Map(), new Map([['courses', new Set(['basis'])]])] as Announced[]) {
      expect(shown(' [{"level": "B1"}]', { author: 'city', told })).toBeNull();
    }
    expect(context.withheld.list()).toEqual([
      { path: 'courses', category: 'LANGUAGE', reason: 'NOT_LOGGED', count: 2 },
    ]);
    expect(reported).toEqual(['Person.courses', 'Course.level']);
  });

  it('stay back where nobody may see any', () => {
    const withdrawn = [...CONSENT.slice(0, 4), 'WITHDRAWN'] as unknown as GrantRow;
    for (const text of [' [{"level": "B1"}]', ' []', list('{"level": "B1"}' + line({})), null]) {
      expect(shown(text, { author: 'city', grant: withdrawn })).toBeNull();
    }
    expect(context.withheld.list()).toEqual([
      { path: 'courses', category: 'LANGUAGE', reason: 'CONSENT_WITHDRAWN', count: 4 },
    ]);
  });

  it('are shown by their author', () => {
    const both = list(`{"level": "B1"}${line({ $by: 'city' })}`, `{"level": "C1"}${line({ $by: 'caritas' })}`);
    expect(shown(both, { author: null })).toEqual([{ level: 'B1' }]);
    expect(shown('caritas {"level": "C1"}', { author: null })).toBeNull();
  });

  it('bring the notes that dispute them', () => {
    const second = list('{"level": "A1"}', `{"level": "B1"}${line({ $disputes: [note('b1')] })}`);
    expect(shown(second, { author: 'city' })).toEqual([{ level: 'A1' }, { level: 'B1' }]);
    const single = `city {"level": "C1"}${line({ $disputes: [note('c1')] })}`;
    expect(shown(single, { author: null })).toEqual({ level: 'C1' });
    expect(context.disputed.list().map(({ path, note: text }) => [path.join('.'), text])).toEqual([
      ['courses.1', 'not so: b1'],
      ['courses', 'not so: c1'],
    ]);
  });

  it('stay back where they do not say who wrote them, with a line of their own or without', () => {
    const records = list('{"level": "B1"}', `{"level": "B2"}${line({})}`);
    expect(shown(records, { author: null })).toEqual([]);
    expect(shown(' [{"level": "B1"}]', { author: null })).toEqual([]);
    expect(shown(' {"level": "B1"}', { author: null })).toBeNull();
    expect(shown(records, { author: 'city' })).toEqual([{ level: 'B1' }, { level: 'B2' }]);
  });

  it('stay back where a consent covers data of a period, and they are of another day or say none', () => {
    const records = list(
      '{"level": "A1"}',
      `{"level": "A2"}${line({})}`,
      `{"level": "B1"}${line({ $day: '2018-12-31' })}`,
      `{"level": "B2"}${line({ $day: '2019-01-01' })}`,
    );
    expect(shown(records, { author: 'city', grant: FROM_2019 })).toEqual([{ level: 'B2' }]);
    expect(context.withheld.list()).toEqual([
      { path: 'courses', category: 'LANGUAGE', reason: 'PERIOD_NOT_COVERED', count: 1 },
    ]);
    // PostgreSQL says of none that the guard has to look at it, but it does: nothing says its day.
    expect(shown(' [{"level": "B1"}]', { author: 'city', grant: FROM_2019 })).toEqual([]);
  });

  it('are a fault where they do not begin with who wrote them', () => {
    for (const text of ['[{"level": "B1"}]', '{"level": "B1"}', '[]']) {
      expect(() => shown(text, { author: 'city' })).toThrow('begin with their author');
    }
  });
});
