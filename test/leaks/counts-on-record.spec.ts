import { beforeAll, describe, expect, it } from '@jest/globals';
import { getNamedType, isNonNullType, isObjectType, type GraphQLField, type GraphQLObjectType } from 'graphql';
import { countStatements, useDatabase } from '../kit/database';
import { sealedSchema, staff, useHub } from '../kit/hub';
import { logOf } from '../kit/log';
import { person } from '../kit/people';

/** Lists of which nothing need be on record, and why. A list that is not named here has to be. */
const NEEDS_NO_RECORD: Readonly<Record<string, string>> = {
  offices: 'published reference data, about no person',
  contactPersons: 'published reference data, about no person',
  languageCourses: 'published reference data, about no person',
};

/** Every field that answers a connection, as `Type.field`. */
const CONNECTIONS = Object.values(sealedSchema().getTypeMap())
  .filter((type): type is GraphQLObjectType => isObjectType(type) && !type.name.startsWith('__'))
  .flatMap((type) => Object.values(type.getFields()).map((field) => [type.name, field] as const))
  .filter(([, field]) => getNamedType(field.type).name.endsWith('Connection'))
  .map(([type, field]) => [`${type}.${field.name}`, field] as const);

/** Lists for data protection officers. */
const OFFICER = ['accessLog', 'unusualPatterns', 'consentOverview'];

describe('whatever counts persons', () => {
  const database = useDatabase();
  const hub = useHub(database);
  const log = logOf(database);

  beforeAll(async () => {
    await person(database).knownTo('city').create();
  });

  it('is a field of Query, where the test below finds it', () => {
    expect(CONNECTIONS.length).toBeGreaterThan(20);
    expect(CONNECTIONS.filter(([place]) => !place.startsWith('Query.'))).toEqual([]);
    const names = CONNECTIONS.map(([, { name }]) => name);
    expect(Object.keys(NEEDS_NO_RECORD).filter((name) => !names.includes(name))).toEqual([]);
  });

  it.each(CONNECTIONS)(
    '%s: its number, its next page and its nodes are on record, or need no record',
    async (_, field) => {
      const institution = /^(counselling)/.test(field.name)
        ? 'caritas'
        : /^(benefit|integration)/.test(field.name)
          ? 'jobcenter'
          : /^(jobseeker|qualification)/.test(field.name)
            ? 'employment-agency'
            : 'city';
      const caller = staff(institution, OFFICER.includes(field.name) ? 'data-protection-officer' : 'counsellor');
      for (const below of ['totalCount', 'pageInfo { hasNextPage }', 'nodes { __typename }', 'edges { cursor }']) {
        const source = `{ ${field.name}(${requiredArgs(field)}) { ${below} } }`;
        const { errors, entries, data } = await log.of<Record<string, { totalCount?: number | null }>>(() =>
          hub.ask(caller, 'CASE_MANAGEMENT', source),
        );
        expect(errors).toEqual([]);
        // A list that does not count answers null, which tells nothing.
        const tellsNothing = below === 'totalCount' && data![field.name]!.totalCount === null;
        if (!tellsNothing) expect([below, entries.length > 0]).toEqual([below, !(field.name in NEEDS_NO_RECORD)]);
      }
    },
  );
});

describe('a condition about persons that is answered by a number', () => {
  const database = useDatabase();
  const hub = useHub(database);
  const log = logOf(database);
  const caller = staff('city', 'case-manager');
  const ids: string[] = [];

  beforeAll(async () => {
    for (const birthDate of ['1990-03-04', '1990-03-05', '1990-03-06']) {
      ids.push(
        (
          await person(database)
            .with('Identity', { by: 'city', values: { familyName: 'Gezählt', birthDate } })
            .create()
        ).id,
      );
    }
  });

  const ask = (filter: string, below: string, more = '') =>
    log.of<{ persons: { totalCount?: number; nodes?: { id: string }[]; pageInfo?: object } }>(() =>
      hub.ask(caller, 'CASE_MANAGEMENT', `{ persons(first: 1, filter: { ${filter} }${more}) { ${below} } }`),
    );
  const behindTheLast = `, after: "${Buffer.from(JSON.stringify(['zzzz', 'ffffffff-ffff-ffff-ffff-ffffffffffff'])).toString('base64url')}"`;

  it('is on record with each person who was counted, naming what was asked, also behind the last page', async () => {
    for (const more of ['', behindTheLast]) {
      const { data, errors, entries } = await ask('bornFrom: "1990-03-05"', 'totalCount', more);
      expect(errors).toEqual([]);
      expect(data!.persons.totalCount).toBe(2);
      expect(entries).toHaveLength(2);
      expect(new Set(entries.map((entry) => entry.person))).toEqual(new Set(ids.slice(1)));
      for (const entry of entries) {
        expect(entry).toMatchObject({ event: 'COUNTED', fields: ['Identity.birthDate'], asked: ['IDENTITY'] });
        expect(entry.permitted).toMatchObject({ IDENTITY: ['OWN_RECORD'] });
      }
    }
  });

  it('so a birth date is not found by halving without a trace', async () => {
    let [from, until] = [Date.parse('1989-01-01'), Date.parse('1991-12-31')];
    const day = (time: number) => new Date(time).toISOString().slice(0, 10);
    let asked = 0;
    let traces = 0;
    while (from < until) {
      const middle = Math.floor((from + until) / 2 / 86_400_000) * 86_400_000;
      const { data, entries } = await ask(
        `familyName: "Gezählt", bornFrom: "${day(from)}", bornUntil: "${day(middle)}"`,
        'totalCount',
        behindTheLast,
      );
      asked += 1;
      traces += Math.min(1, entries.length);
      if (data!.persons.totalCount! > 0) until = middle;
      else from = middle + 86_400_000;
    }
    expect(day(from)).toBe('1990-03-04');
    expect(traces).toBe(asked);
  });

  it('names who stands on the page once, and whoever only tells that there is one more', async () => {
    const { data, entries } = await ask('familyName: "Gezählt"', 'nodes { id } pageInfo { hasNextPage }');
    const [{ id: shown }] = data!.persons.nodes as [{ id: string }];
    expect(data!.persons.pageInfo).toEqual({ hasNextPage: true });
    expect(entries.map(({ event }) => event).sort()).toEqual(['COUNTED', 'READ']);
    expect(entries.find(({ event }) => event === 'READ')!.person).toBe(shown);
    const next = entries.find(({ event }) => event === 'COUNTED')!;
    expect(next.person).not.toBe(shown);
    expect(next.fields).toContain('Identity.familyName');
    const all = await ask('familyName: "Gezählt"', 'totalCount nodes { id } pageInfo { hasNextPage }');
    expect(all.entries.map(({ event }) => event).sort()).toEqual(['COUNTED', 'COUNTED', 'READ']);
    expect(new Set(all.entries.map((entry) => entry.person))).toEqual(new Set(ids));
  });

  it('is on record without a person where nobody is found', async () => {
    const nobody = [
      ['persons(first: 1, filter: { familyName: "Niemand" }) { totalCount nodes { id } }', 'Identity.familyName'],
      ['persons(first: 1, filter: { familyName: "Niemand" }) { pageInfo { hasNextPage } }', 'Identity.familyName'],
      ['searchPersons(by: { familyName: "Niemand", birthDate: "1990-03-04" }) { id }', 'Identity.familyName'],
      ['searchPersons(by: { fileNumber: "NIEMAND" }) { id }', 'PersonLink.fileNumber'],
      ['searchPersons(by: { bookletNumber: "NIEMAND" }) { id }', 'Booklet.bookletNumber'],
    ] as const;
    for (const [source, field] of nobody) {
      const { errors, entries } = await log.of(() => hub.ask(caller, 'CASE_MANAGEMENT', `{ ${source} }`));
      expect(errors).toEqual([]);
      expect(entries).toMatchObject([{ event: 'COUNTED', person: null, permitted: {} }]);
      expect(entries[0]!.fields).toEqual(expect.arrayContaining([field, 'counted.0']));
    }
  });

  it('says that the institution knows persons, without naming them, where it asks nothing about them', async () => {
    const { data, entries } = await log.of<{ persons: { totalCount: number } }>(() =>
      hub.ask(caller, 'CASE_MANAGEMENT', '{ persons(first: 1) { totalCount } }'),
    );
    expect(data!.persons.totalCount).toBe(3);
    expect(entries).toMatchObject([{ event: 'COUNTED', person: null, fields: ['Person', 'counted.3'] }]);
  });

  it('takes one statement, however many are counted', async () => {
    for (const filter of ['bornFrom: "1990-03-06"', 'bornFrom: "1990-01-01"', 'bornFrom: "2020-01-01"']) {
      const seen = await countStatements(database, () =>
        ask(filter, 'totalCount nodes { id } pageInfo { hasNextPage }'),
      );
      expect(seen.filter((text) => text.includes('access_entry') && text.startsWith('with'))).toHaveLength(1);
    }
  });

  it('is rounded down above 100, and then on record as a number', async () => {
    for (let n = 0; n < 105; n += 1) {
      await person(database)
        .with('Identity', { by: 'city', values: { familyName: `Menge${n}`, birthDate: '1971-01-01' } })
        .create();
    }
    const { data, entries } = await ask('bornUntil: "1971-12-31"', 'totalCount');
    expect(data!.persons.totalCount).toBe(100);
    expect(entries).toMatchObject([
      { event: 'COUNTED', person: null, fields: ['Identity.birthDate', 'counted.100'], permitted: {} },
    ]);
  });
});

function requiredArgs({ args }: GraphQLField<unknown, unknown>): string {
  expect(args.filter(({ type }) => isNonNullType(type)).map(({ name }) => name)).toEqual(['first']);
  return 'first: 1';
}
