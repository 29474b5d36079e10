import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { useDatabase } from '../kit/database';
import { self, staff } from '../kit/hub';
import { person, type TestPerson } from '../kit/people';
import { startTestHub, type RunningTestHub } from './running-hub';

const READERS = 200;
const READ =
  'query ($id: ID!) { person(id: $id) { languageEnrolments { levelReached } counsellingEpisodes { topic } } }';
const WITHDRAW = 'mutation ($id: ID!) { withdrawConsent(input: { id: $id }) { state version } }';

interface Read {
  readonly startedAt: number;
  readonly requestId: unknown;
  readonly sawData: boolean;
  readonly reasons: readonly string[];
}

describe('a withdrawal against 200 readers', () => {
  const database = useDatabase();
  let hub: RunningTestHub;
  let giver: TestPerson;
  let reads: readonly Read[];
  let confirmedAt: number;

  const read = async (): Promise<Read> => {
    const startedAt = performance.now();
    const answer = await hub.ask<{ person: { languageEnrolments: unknown[] | null } }>(
      staff('jobcenter'),
      'CASE_MANAGEMENT',
      READ,
      { id: giver.id },
    );
    expect(answer).toMatchObject({ status: 200, errors: [] });
    return {
      startedAt,
      requestId: answer.headers['x-request-id'],
      sawData: answer.data!.person.languageEnrolments !== null,
      reasons: answer.withheld.map(({ reason }) => reason),
    };
  };

  /** Reads one after the other until a read after the withdrawal's answer has been made. */
  const reader = async (isOver: () => boolean, onAnswer: () => void): Promise<Read[]> => {
    const made: Read[] = [];
    for (let isLast = false; !isLast;) {
      isLast = isOver();
      made.push(await read());
      onAnswer();
    }
    return made;
  };

  beforeAll(async () => {
    hub = await startTestHub({ appUrl: database.appUrl, poolSize: 20 });
    giver = await person(database)
      .knownTo('jobcenter')
      .with('LanguageEnrolment')
      .with('CounsellingEpisode')
      .consenting({
        recipients: ['jobcenter'],
        categories: ['LANGUAGE', 'COUNSELLING'],
        purposes: ['CASE_MANAGEMENT'],
        secrecyRelease: true,
      })
      .create();
    confirmedAt = Number.POSITIVE_INFINITY;
    let answered = 0;
    let allHaveRead!: () => void;
    const everybody = new Promise<void>((resolve) => (allHaveRead = resolve));
    const count = (): void => {
      answered += 1;
      if (answered >= READERS) allHaveRead();
    };
    const readers = Array.from({ length: READERS }, () => reader(() => confirmedAt < Number.POSITIVE_INFINITY, count));
    // In the middle of it: as many reads are answered as there are readers, and all have the next request waiting.
    await everybody;
    const answer = await hub.ask(self(giver.id), null, WITHDRAW, { id: giver.consentIds[0] });
    confirmedAt = performance.now();
    expect(answer.data).toEqual({ withdrawConsent: { state: 'WITHDRAWN', version: 2 } });
    reads = (await Promise.all(readers)).flat();
  }, 60_000);
  afterAll(() => hub.stop());

  it('no read that starts after its answer returns the data', () => {
    const late = reads.filter(({ startedAt }) => startedAt > confirmedAt);
    expect(late.length).toBeGreaterThanOrEqual(READERS);
    expect(late.filter(({ sawData }) => sawData)).toEqual([]);
    expect(new Set(late.flatMap(({ reasons }) => reasons))).toEqual(new Set(['CONSENT_WITHDRAWN']));
    // Otherwise the test would show nothing.
    expect(reads.filter(({ sawData }) => sawData).length).toBeGreaterThan(0);
  });

  it('no read returns a part: both categories end together', () => {
    expect(reads.filter(({ reasons }) => reasons.length === 1)).toEqual([]);
  });

  it('every read that returned data is in the access log with the consent and its version, and no other', async () => {
    const entries = await database.asOwner<{ request_id: string; permitted: Record<string, unknown> }>(
      `select request_id, permitted from core.access_entry where event = 'READ' and institution = 'jobcenter'`,
    );
    const permitted = new Map(entries.map((entry) => [entry.request_id, entry.permitted]));
    const basis = ['CONSENT', giver.consentIds[0], 1];
    for (const { requestId, sawData } of reads) {
      expect(permitted.get(String(requestId))).toEqual(sawData ? { LANGUAGE: basis, COUNSELLING: basis } : {});
    }
    expect(entries).toHaveLength(reads.length);
  });

  it('the person finds the very same reads in their own log', async () => {
    let found = 0;
    let after: string | null = null;
    do {
      const page: {
        data: {
          accessLog: {
            nodes: { institution: string; disclosed: unknown[] }[];
            pageInfo: { endCursor: string; hasNextPage: boolean };
          };
        };
      } = (await hub.ask(
        self(giver.id),
        null,
        `query ($after: String) { accessLog(first: 100, after: $after) {
            nodes { institution disclosed { category } } pageInfo { endCursor hasNextPage } } }`,
        { after },
      )) as never;
      const { nodes, pageInfo } = page.data.accessLog;
      found += nodes.filter(({ institution, disclosed }) => institution === 'jobcenter' && disclosed.length > 0).length;
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null);
    expect(found).toBe(reads.filter(({ sawData }) => sawData).length);
  });
});
