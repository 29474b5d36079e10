import { beforeAll, describe, expect, it } from '@jest/globals';
import { useDatabase } from '../../../kit/database';
import { self, staff, useHub } from '../../../kit/hub';
import { person, type TestPerson } from '../../../kit/people';
import { logThing, logValues } from '../../../../src/access/log/log-entry.sql';
import { sessionOf } from '../../../../src/access/request-context';
import type { PersonCaller } from '../../../../src/platform/identity/caller';

const LOG = `query ($first: Int!, $after: String, $from: DateTime, $until: DateTime, $personId: ID, $language: String) {
  accessLog(first: $first, after: $after, from: $from, until: $until, personId: $personId, language: $language) {
    nodes { id at event institution institutionLabel role roleLabel purpose purposeLabel actor personId fields
      disclosed { category categoryLabel basis basisLabel reference } withheld }
    pageInfo { endCursor hasNextPage } } }`;
const PERSON = `query ($id: ID!) { person(id: $id) { identity { familyName }
  languageEnrolments { status } consents { state } household { members { identity { givenName } } } } }`;

interface Entry {
  readonly id: string;
  readonly at: string;
  readonly institution: string | null;
  readonly actor: string | null;
}
interface Page {
  readonly accessLog: {
    readonly nodes: readonly Entry[];
    readonly pageInfo: { readonly endCursor: string; readonly hasNextPage: boolean };
  };
}

/** Subjects of members of staff, as an issuer that takes no pseudonyms would give them. */
const STAFF_NAMES = ['erika.mustermann', 'max.mustermann', 'otto.normal'];

describe('who looked, as a person reads it', () => {
  const database = useDatabase();
  const hub = useHub(database);
  let anna: TestPerson;
  let bruno: TestPerson;

  beforeAll(async () => {
    const home = { by: 'city', values: { householdNumber: 'H-7', householdKind: 'COUPLE' } } as const;
    const consent = {
      recipients: ['jobcenter', 'caritas'],
      categories: ['IDENTITY', 'LANGUAGE', 'HOUSEHOLD'],
      purposes: ['CASE_MANAGEMENT'],
    } as const;
    const someone = () =>
      person(database)
        .with('Identity', { by: 'city', values: { familyName: 'Beispiel', birthDate: '1990-05-17' } })
        .with('Household', home)
        .with('LanguageEnrolment')
        .consenting(consent);
    [anna, bruno] = [await someone().create(), await someone().create()];
    const callers = [
      { ...staff('city'), actor: STAFF_NAMES[0]! },
      { ...staff('jobcenter', 'case-manager'), actor: STAFF_NAMES[1]! },
      { ...staff('caritas'), actor: STAFF_NAMES[2]! },
      { ...staff('employment-agency'), actor: STAFF_NAMES[0]! },
    ];
    for (const caller of callers) {
      for (const { id } of [anna, bruno]) await hub.ask(caller, 'CASE_MANAGEMENT', PERSON, { id });
      await hub.ask(
        caller,
        'CASE_MANAGEMENT',
        '{ persons(first: 10) { nodes { identity { familyName } } totalCount } }',
      );
      const search = '{ searchPersons(by: { familyName: "Beispiel", birthDate: "1990-05-17" }) { id } }';
      await hub.ask(caller, 'CASE_MANAGEMENT', search);
    }
    const officer = { ...staff('city', 'data-protection-officer'), actor: STAFF_NAMES[1]! };
    await hub.ask(officer, null, LOG, { first: 50, personId: anna.id });
    for (const { id } of [anna, bruno]) await hub.ask(self(id), null, '{ me { sharing { state } } }');
  });

  const page = async (variables: object) => {
    const { data, errors } = await hub.ask<Page>(self(anna.id), null, LOG, { first: 100, ...variables });
    expect(errors).toEqual([]);
    return data!.accessLog;
  };

  it('can be read page by page: every entry once, the newest first, whoever looks meanwhile', async () => {
    const known = await database.asApp<{ id: string }>(
      { role: 'person', person: anna.id },
      'select id::text from core.access_entry where person_id = $1 order by at desc, id desc',
      [anna.id],
    );
    expect(known.length).toBeGreaterThan(12);
    const read: string[] = [];
    let after: string | undefined;
    for (let more = true; more;) {
      const { nodes, pageInfo } = await page({ first: 5, after });
      read.push(...nodes.map(({ id }) => id));
      [after, more] = [pageInfo.endCursor, pageInfo.hasNextPage];
    }
    expect(read).toEqual(known.map(({ id }) => id));
  });

  it('is the same for a person of whom the hub knows that they have no other id', async () => {
    const until = new Date().toISOString();
    const caller: PersonCaller = { ...(self(anna.id) as PersonCaller), hasOneId: true };
    const { data, errors } = await hub.ask<Page>(caller, null, LOG, { first: 100, until });
    expect(errors).toEqual([]);
    expect(data!.accessLog).toEqual(await page({ until }));
  });

  it('can be narrowed to a period, whose first moment is in it and whose last is not', async () => {
    const { nodes } = await page({});
    const [later, earlier] = [nodes[2]!.at, nodes[8]!.at];
    const inside = nodes.filter(
      ({ at }) => Date.parse(at) >= Date.parse(earlier) && Date.parse(at) < Date.parse(later),
    );
    expect(inside.length).toBeGreaterThan(0);
    const period = { from: new Date(earlier).toISOString(), until: new Date(later).toISOString() };
    const found = (await page(period)).nodes.map(({ id }) => id);
    expect(found).toEqual(expect.arrayContaining(inside.map(({ id }) => id)));
    const outside = nodes.filter(
      ({ at }) => Date.parse(at) > Date.parse(later) || Date.parse(at) < Date.parse(earlier),
    );
    expect(found.filter((id) => outside.some((entry) => entry.id === id))).toEqual([]);
    const { nodes: none } = await page({ from: '2001-01-01T00:00:00Z', until: '2002-01-01T00:00:00Z' });
    expect(none).toEqual([]);
  });

  it('names no other person and no member of staff, in whatever way the person was met', async () => {
    const text = JSON.stringify((await page({})).nodes);
    const known = [anna.id, ...anna.consentIds];
    const uuids = text.match(/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g) ?? [];
    expect([...new Set(uuids)].filter((id) => !known.includes(id))).toEqual([]);
    for (const name of STAFF_NAMES) expect(text).not.toContain(name);
    const actors = (await page({})).nodes.filter(({ institution }) => institution !== null).map(({ actor }) => actor);
    expect(new Set(actors)).toEqual(new Set([null]));
  });

  it('is in the language of the person: who, for what, which data, why', async () => {
    const { nodes } = await page({ language: 'uk' });
    expect(nodes).toContainEqual(
      expect.objectContaining({
        institutionLabel: 'Джобцентр (Jobcenter)',
        roleLabel: 'Кейс-менеджер',
        purposeLabel: 'Спільне планування ваших наступних кроків',
        disclosed: expect.arrayContaining([
          {
            category: 'LANGUAGE',
            categoryLabel: 'Курси німецької і рівень мови',
            basis: 'CONSENT',
            basisLabel: 'Ви дали згоду.',
            reference: anna.consentIds[0],
          },
        ]),
      }),
    );
  });

  it('is told apart from what the data protection officer sees: there the pseudonym is', async () => {
    const officer = staff('jobcenter', 'data-protection-officer');
    const { data } = await hub.ask<Page>(officer, null, LOG, { first: 50, personId: anna.id });
    expect(data!.accessLog.nodes.map(({ actor }) => actor)).toContain(STAFF_NAMES[1]);
  });
});

describe('the access log of an institution, page by page', () => {
  const database = useDatabase();
  const hub = useHub(database);
  const officer = staff('city', 'data-protection-officer');

  /** Reads a person in a transaction that began before another one that has written its entry meanwhile. */
  const readBeside = async (id: string): Promise<void> => {
    await database.database.transaction(sessionOf(hub.contextOf(staff('city'), null)), async (transaction) => {
      await transaction.query({ text: 'select now()' });
      await hub.ask(staff('city'), null, PERSON, { id });
      await transaction.query({
        text: `with logged as (${logThing({ event: 'READ', thing: 'Late', person: '$6::uuid', from: '' })}) select`,
        values: [...logValues(hub.contextOf(staff('city'), null)), id],
      });
    });
  };

  const walk = async (first: number, period: object = {}) => {
    const read: string[] = [];
    let after: string | undefined;
    for (let more = true; more;) {
      const { data, errors } = await hub.ask<Page>(officer, null, LOG, { first, after, ...period });
      expect(errors).toEqual([]);
      const { nodes, pageInfo } = data!.accessLog;
      read.push(...nodes.map(({ id }) => id));
      [after, more] = [pageInfo.endCursor, pageInfo.hasNextPage];
    }
    return read;
  };

  it.each([1, 2, 3, 100])(
    'has every entry once, also what began earlier and was written later (%i at once)',
    async (n) => {
      const { id } = await person(database).with('Identity', { by: 'city' }).create();
      for (let count = 0; count < 4; count += 1) await readBeside(id);
      const known = await database.asOwner<{ id: string; at: Date }>(
        `select id::text, at from core.access_entry where institution = 'city' order by core.access_entry.id desc`,
      );
      expect(known.length).toBeGreaterThanOrEqual(8);
      // The order of the numbers is not that of the times: that is what the pages have to bear.
      expect(known.some(({ at }, index) => index > 0 && at > known[index - 1]!.at)).toBe(true);
      const last = known[0]!.id;
      const read = await walk(n);
      expect(read.filter((entry) => BigInt(entry) <= BigInt(last))).toEqual(known.map((entry) => entry.id));
    },
  );

  it('has every entry of a period once, whatever was written beside it', async () => {
    const until = new Date().toISOString();
    const known = await database.asOwner<{ id: string }>(
      `select id::text from core.access_entry where institution = 'city' and at < $1 order by core.access_entry.id desc`,
      [until],
    );
    expect(await walk(3, { from: '2026-01-01T00:00:00Z', until })).toEqual(known.map(({ id }) => id));
  });
});
