import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Purpose } from '../../src/access/vocabulary';
import { useDatabase } from '../kit/database';
import { staff, useHub } from '../kit/hub';
import { person, type TestPerson } from '../kit/people';
import { HIDDEN, hiddenPerson, traces } from './hidden';

interface Page {
  readonly persons: {
    readonly edges: readonly { cursor: string; node: { id: string; identity: { familyName: string } | null } }[];
    readonly totalCount: number;
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

const PAGE = `query ($first: Int = 100, $after: String, $filter: PersonFilter, $orderBy: PersonOrder) {
  persons(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
    edges { cursor node { id identity { familyName birthDate nationality sex } } }
    totalCount
    pageInfo { hasNextPage endCursor }
  }
}`;

const SEARCH = 'query ($by: PersonSearch!) { searchPersons(by: $by) { id identity { familyName } } }';

/** Three people of the same description: one consents, one is only known, one the jobcenter has nothing to do with. */
const DESCRIPTION = { birthDate: '1990-05-17', nationality: 'SY', sex: 'FEMALE' };

/** Each filter by itself, matching all three, and one that matches none. */
const FILTERS: readonly (readonly [string, Record<string, string>, Record<string, string>])[] = [
  ['familyName', { familyName: `${HIDDEN}e` }, { familyName: 'Niemand' }],
  ['nationality', { nationality: 'SY' }, { nationality: 'FR' }],
  ['sex', { sex: 'FEMALE' }, { sex: 'DIVERSE' }],
  ['bornFrom', { bornFrom: '1990-05-17' }, { bornFrom: '1990-05-18' }],
  ['bornUntil', { bornUntil: '1990-05-17' }, { bornUntil: '1990-05-16' }],
];

describe('lists of persons tell the jobcenter nothing about who did not consent', () => {
  const database = useDatabase();
  const hub = useHub(database);
  const adviser = staff('jobcenter', 'case-manager');
  let consenting: TestPerson;
  let acquainted: TestPerson;
  let stranger: TestPerson;

  const page = async (variables: Record<string, unknown>, purpose: Purpose | null = 'CASE_MANAGEMENT') => {
    const answer = await hub.ask<Page>(adviser, purpose, PAGE, variables);
    expect(answer.errors).toEqual([]);
    return answer.data!.persons;
  };
  const idsOf = ({ edges }: Page['persons']) => edges.map(({ node }) => node.id);

  beforeAll(async () => {
    const identity = (familyName: string, by: 'city' | 'caritas' = 'city') =>
      hiddenPerson(database, by === 'city' ? 'caritas' : 'city').with('Identity', {
        by,
        values: { ...DESCRIPTION, familyName, givenName: HIDDEN },
      });
    consenting = await person(database)
      .with('Identity', { by: 'city', values: { ...DESCRIPTION, familyName: `${HIDDEN}e` } })
      .knownTo('jobcenter')
      .consenting({ recipients: ['jobcenter'], categories: ['IDENTITY'], purposes: ['CASE_MANAGEMENT'] })
      .create();
    acquainted = await identity(`${HIDDEN}e`).knownTo('jobcenter').create();
    stranger = await identity(`${HIDDEN}e`).create();
  });

  it('lists whom the jobcenter knows, and counts no others', async () => {
    const { edges, totalCount } = await page({});
    expect(edges.map(({ node }) => node.id).sort()).toEqual([consenting.id, acquainted.id].sort());
    expect(totalCount).toBe(2);
    const hidden = edges.find(({ node }) => node.id === acquainted.id)!;
    expect(hidden.node.identity).toBeNull();
    expect(traces(hidden)).toEqual([]);
  });

  it.each(FILTERS)('%s matches only whose identity may be read, and counts only them', async (_, match, noMatch) => {
    const matched = await page({ filter: match });
    expect(idsOf(matched)).toEqual([consenting.id]);
    expect(matched.totalCount).toBe(1);
    const none = await page({ filter: noMatch });
    expect([idsOf(none), none.totalCount]).toEqual([[], 0]);
  });

  it.each(FILTERS)('%s matches nobody for another purpose, or none', async (_, match) => {
    for (const purpose of ['BENEFIT_ADMINISTRATION', null] as const) {
      const { edges, totalCount } = await page({ filter: match }, purpose);
      expect([edges, totalCount]).toEqual([[], 0]);
    }
  });

  it('an order by name shows no position of who is not readable', async () => {
    const ordered = await page({ orderBy: 'FAMILY_NAME' });
    expect(idsOf(ordered)).toEqual([consenting.id]);
    expect(ordered).toMatchObject({ totalCount: 1, pageInfo: { hasNextPage: false } });
    const first = await page({ orderBy: 'FAMILY_NAME', first: 1 });
    expect(first.pageInfo.hasNextPage).toBe(false);
  });

  it('a page of one says nothing of a next one that is not readable', async () => {
    const first = await page({ filter: { sex: 'FEMALE' }, first: 1 });
    expect(first.pageInfo.hasNextPage).toBe(false);
    const next = await page({ filter: { sex: 'FEMALE' }, first: 1, after: first.pageInfo.endCursor });
    expect([next.edges, next.totalCount]).toEqual([[], 1]);
  });

  it('cursors hold nothing but the position of a readable person', async () => {
    const { edges } = await page({});
    const byId = edges.map(({ cursor }) => JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown);
    expect(byId).toEqual(edges.map(({ node }) => [node.id]));
    const [named] = (await page({ orderBy: 'FAMILY_NAME' })).edges;
    expect(JSON.parse(Buffer.from(named!.cursor, 'base64url').toString())).toEqual([
      `${HIDDEN}e`.toLowerCase(),
      consenting.id,
    ]);
  });

  const searches = {
    'name and birth date': { familyName: `${HIDDEN}e`, birthDate: DESCRIPTION.birthDate },
    'an own file number': () => ({ fileNumber: fileNumberOf(stranger, 'city') }),
    'a booklet': () => ({ bookletNumber: bookletOf(stranger) }),
  };
  const fileNumberOf = ({ records }: TestPerson, by: string) =>
    records.find(({ declaration, author }) => declaration.name === 'PersonLink' && author === by)!.shown.fileNumber;
  const bookletOf = ({ records }: TestPerson) =>
    records.find(({ declaration }) => declaration.name === 'Booklet')!.shown.bookletNumber;

  it.each(Object.entries(searches))('a search by %s finds only whose identity may be read', async (_, how) => {
    const by = typeof how === 'function' ? how() : how;
    const found = await hub.ask<{ searchPersons: { id: string }[] }>(adviser, 'CASE_MANAGEMENT', SEARCH, { by });
    const ids = found.data!.searchPersons.map(({ id }) => id);
    expect(ids).toEqual('familyName' in by ? [consenting.id] : []);
    for (const { id } of [acquainted, stranger]) expect(JSON.stringify(found)).not.toContain(id);
    const withoutPurpose = await hub.ask(adviser, null, SEARCH, { by });
    expect(withoutPurpose.data).toEqual({ searchPersons: [] });
  });

  it('a search by the file number of another institution finds nobody, known or not', async () => {
    for (const known of [acquainted, stranger]) {
      const by = { fileNumber: fileNumberOf(known, 'city') };
      const { data } = await hub.ask(adviser, 'CASE_MANAGEMENT', SEARCH, { by });
      expect(data).toEqual({ searchPersons: [] });
    }
  });

  it.each([
    ['an order by name', { orderBy: 'FAMILY_NAME' }, ['Identity.familyName']],
    [
      'a filter',
      { filter: { sex: 'FEMALE', bornUntil: '1990-05-17' } },
      ['Identity.familyName', 'Identity.sex', 'Identity.birthDate'],
    ],
  ])('what %s tells is on record, even where no field is asked for', async (_, variables, fields) => {
    const before = await lastEntry();
    await hub.ask(
      adviser,
      'CASE_MANAGEMENT',
      'query ($filter: PersonFilter, $orderBy: PersonOrder) { persons(first: 5, filter: $filter, orderBy: $orderBy) { edges { cursor } } }',
      variables,
    );
    const entries = await entriesAfter(before);
    expect(entries).toEqual([
      {
        person_id: consenting.id,
        fields,
        asked: ['IDENTITY'],
        permitted: { IDENTITY: ['CONSENT', consenting.consentIds[0], 1] },
      },
    ]);
  });

  it('what a search tells is on record', async () => {
    const before = await lastEntry();
    const by = searches['name and birth date'];
    await hub.ask(adviser, 'CASE_MANAGEMENT', 'query ($by: PersonSearch!) { searchPersons(by: $by) { id } }', { by });
    expect(await entriesAfter(before)).toMatchObject([
      { person_id: consenting.id, fields: ['Identity.familyName', 'Identity.birthDate'], asked: ['IDENTITY'] },
    ]);
  });

  it('what a search by an own file number tells is on record as an own record', async () => {
    const before = await lastEntry();
    const by = { fileNumber: fileNumberOf(acquainted, 'jobcenter') };
    await hub.ask(adviser, null, 'query ($by: PersonSearch!) { searchPersons(by: $by) { id } }', { by });
    expect(await entriesAfter(before)).toEqual([
      {
        person_id: acquainted.id,
        fields: ['PersonLink.fileNumber'],
        asked: ['FILE_NUMBER'],
        permitted: { FILE_NUMBER: ['OWN_RECORD'] },
      },
    ]);
  });

  const lastEntry = async () =>
    (await database.asOwner<{ id: string }>('select coalesce(max(id), 0) as id from core.access_entry'))[0]!.id;
  const entriesAfter = (id: string) =>
    database.asOwner('select person_id, fields, asked, permitted from core.access_entry where id > $1', [id]);
});
