import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { matchNext } from '../../src/subgraphs/core/duplicate/matcher.store';
import { useDatabase } from '../kit/database';
import { self, staff, useHub } from '../kit/hub';
import { confirmsMerge } from '../kit/merges';
import { person } from '../kit/people';
import { rheinePolicy } from '../kit/policy';
import { startTestHub, type RunningTestHub } from '../operations/running-hub';

const LEYLA = { givenName: 'Leyla', familyName: 'Demir', birthDate: '1990-06-07', sex: 'FEMALE' } as const;
const ME = '{ me { id benefitCases { caseNumber } measures { title } } accessLog(first: 50) { nodes { event } } }';
const QUEUE = 'query ($state: DuplicateState) { duplicatePairs(first: 5, state: $state) { nodes { id version } } }';
const MERGE = 'mutation ($input: MergePersonsInput!) { mergePersons(input: $input) { survivorId } }';
const SPLIT = 'mutation ($input: DecideDuplicateInput!) { splitPersons(input: $input) { state } }';

interface Me {
  readonly me: {
    readonly id: string;
    readonly benefitCases: readonly object[] | null;
    readonly measures: readonly object[] | null;
  } | null;
}
interface Queue {
  readonly duplicatePairs: { readonly nodes: readonly { readonly id: string; readonly version: number }[] };
}

/** Leyla was registered twice and has a login from each time. Her tokens are never exchanged. Over real HTTP. */
describe('a person whose registrations were merged', () => {
  const database = useDatabase();
  const jobcenter = staff('jobcenter', 'case-manager');
  const office = useHub(database);
  let hub: RunningTestHub;
  let kept: string;
  let former: string;
  let stranger: string;

  beforeAll(async () => {
    hub = await startTestHub({ appUrl: database.appUrl });
    const known = person(database).with('Identity', { by: 'jobcenter', values: LEYLA });
    kept = (await known.with('BenefitCase', { values: { caseNumber: 'C-7' } }).create()).id;
    former = (await known.with('Measure', { values: { title: 'Coaching' } }).create()).id;
    stranger = (await person(database).with('Contact', { by: 'city' }).create()).id;
    while ((await matchNext(database.database, rheinePolicy().duplicates!)) > 0);
  });
  afterAll(() => hub.stop());

  const comesIn = async (id: string) => {
    const { data, codes } = await hub.ask<Me>(self(id), null, ME);
    return { codes, me: data?.me ?? null };
  };
  /** What is decided reaches the person's own session within a second. */
  const comesInAs = async (id: string, as: string) => {
    for (const until = Date.now() + 10_000; Date.now() < until;) {
      const found = await comesIn(id);
      if (found.me?.id === as) return found.me;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error('The token does not lead to where it should.');
  };
  const decide = async (document: string, state: 'OPEN' | 'MERGED', more: object = {}) => {
    const { data } = await office.ask<Queue>(jobcenter, null, QUEUE, { state });
    const { id, version } = data!.duplicatePairs.nodes[0]!;
    const input = { id, version, reason: 'Both passports shown.', ...more };
    expect((await office.ask(jobcenter, null, document, { input })).errors).toEqual([]);
  };

  it('comes in as each of two before anybody has compared them', async () => {
    expect((await comesIn(kept)).me).toMatchObject({ id: kept, benefitCases: [{ caseNumber: 'C-7' }], measures: [] });
    expect((await comesIn(former)).me).toMatchObject({ id: former, measures: [{ title: 'Coaching' }] });
  });

  it('comes in under either id as the one person, with all of it', async () => {
    await decide(MERGE, 'OPEN', { survivorId: kept });
    expect((await comesIn(former)).me).toMatchObject({ id: former, benefitCases: [] });
    // The city has written about this one; the other one is nobody's but the jobcenter's, which has said enough about it.
    expect(await confirmsMerge(office, former)).toBe('MERGED');
    const whole = { id: kept, benefitCases: [{ caseNumber: 'C-7' }], measures: [{ title: 'Coaching' }] };
    expect(await comesInAs(former, kept)).toEqual(whole);
    expect(await comesInAs(kept, kept)).toEqual(whole);
    const exported = await hub.ask<{ myExport: { personId: string; records: { type: string }[] } }>(
      self(former),
      null,
      '{ myExport }',
    );
    expect(exported.data!.myExport.personId).toBe(kept);
    expect(exported.data!.myExport.records.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['BenefitCase', 'Measure']),
    );
  });

  it('and nobody else does: a token leads to its own person alone, and PostgreSQL shows nobody who says a former id', async () => {
    expect((await comesIn(stranger)).me).toMatchObject({ id: stranger, benefitCases: [], measures: [] });
    // The former id by itself opens nothing that went to the survivor: it is the hub that leads a verified token on.
    const as = { role: 'person', person: former, actor: former };
    expect(await database.asApp(as, 'select from core.measure')).toEqual([]);
    const [row] = await database.asApp<{ id: string }>(
      { role: 'person', person: stranger, actor: stranger },
      'select core.goes_on_as($1::uuid) as id',
      [stranger],
    );
    expect(row!.id).toBe(stranger);
  });

  it('comes in as each of two again when it turns out that they are two', async () => {
    await decide(SPLIT, 'MERGED');
    // From that moment on, not a moment later.
    expect((await comesIn(former)).me).toMatchObject({ id: former, benefitCases: [] });
    expect(await comesInAs(former, former)).toMatchObject({ benefitCases: [], measures: [{ title: 'Coaching' }] });
    expect(await comesInAs(kept, kept)).toMatchObject({ benefitCases: [{ caseNumber: 'C-7' }], measures: [] });
  });
});
