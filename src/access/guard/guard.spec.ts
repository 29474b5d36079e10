import { beforeEach, describe, expect, it } from '@jest/globals';
import { buildSchema, graphql, type GraphQLResolveInfo } from 'graphql';
import { rheinePolicy } from '../../../test/kit/policy';
import { RawJson } from '../../platform/raw-json';
import { DisputedList } from '../disputed';
import { IncompleteList } from '../incomplete';
import { PersonDecisions, type GrantRow } from '../person-decisions';
import type { RequestContext } from '../request-context';
import { WithheldList } from '../withheld';
import { UndeclaredFieldsError } from './declared-access';
import { sealSchema } from './guard';
import { withholdWholeRecords } from './person-records';

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
  }
  type Course @protected(category: "LANGUAGE") { level: String }`;

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

/** What the sealed schema answers, where the resolvers of Query give these values. */
async function answer(query: string, values: Readonly<Record<string, unknown>>) {
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
    const person = { decisions: decisions() };
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
    const { data } = await answer('{ loose { level } }', { loose: { level: 'B1', access } });
    expect(data).toEqual({ loose: { level: null } });
    expect(context.withheld.list()).toEqual([{ path: 'loose.level', category: 'LANGUAGE', reason, count: 1 }]);
  });

  it('gives out the fields of a record that carries the permit of their category', async () => {
    const access = { decision: 'PERMIT', category: 'LANGUAGE' };
    const { data } = await answer('{ loose { level } }', { loose: { level: 'B1', access } });
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

describe('records that leave as a whole', () => {
  const shown = (
    text: string | null,
    { author, grant = CONSENT }: { author: 'city' | null; grant?: GrantRow },
  ): unknown => {
    const declared = { kind: 'protected', category: 'LANGUAGE', author, hasDay: true } as const;
    const path = { prev: undefined, key: 'courses', typename: 'Person' };
    const resolve = withholdWholeRecords(declared);
    const person = { decisions: decisions(grant), whole: { row: [text], columns: new Map([['courses', 0]]) } };
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
