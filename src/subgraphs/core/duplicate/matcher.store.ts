import type { DuplicatePolicy } from '../../../access/policy/policy';
import type { Database, Transaction } from '../../../platform/postgres/database';
import type { SessionSettings } from '../../../platform/postgres/session';
import { repeat } from '../../../platform/repeat';
import { soundsOf } from './similarity/name-parts';
import { similarity, type Described, type Similarity } from './similarity/similarity';

/** Persons who are compared in one transaction. */
const BATCH = 50;

/** Between two looks for something to compare, in milliseconds. */
const INTERVAL = 2_000;

/** Looks for persons to compare for each look at merges. */
const FOLLOW_EVERY = 15;

/** No token can carry this role: the functions of the database answer to it alone. */
const MATCHER: SessionSettings = {
  institution: null,
  role: 'duplicate-matcher',
  purpose: null,
  person: null,
  actor: 'duplicate-matcher',
  request: '-',
};

interface Task extends Record<string, unknown> {
  readonly tasks: readonly string[];
  readonly person_id: string;
  readonly described: readonly Described[];
  readonly candidates: readonly { readonly personId: string; readonly described: readonly Described[] }[];
}

/**
 * Compares the persons about whom something was written with those who share a key with them, and puts what is alike
 * enough into the review queue. Apart from the writing itself, so that a registration takes as long and answers the same
 * whether or not somebody like that is known. Any number of replicas may do so at once.
 * @returns how many persons were compared; 0 when nothing is left
 */
export async function matchNext(database: Database, { threshold }: DuplicatePolicy): Promise<number> {
  return database.transaction(MATCHER, async (transaction) => {
    const { rows } = await transaction.query<Task>({
      name: 'match-batch',
      text: 'select * from core.match_batch($1)',
      values: [BATCH],
    });
    for (const task of rows) await conclude(transaction, task, threshold);
    return rows.length;
  });
}

async function conclude(transaction: Transaction, task: Task, threshold: number): Promise<void> {
  const found = task.candidates
    .map(({ personId, described }) => ({ personId, ...mostAlike(task.described, described) }))
    .map((one) => ({ ...one, score: Math.round(one.score * 100) }))
    .filter(({ score }) => score >= threshold);
  await transaction.query({
    name: 'match-result',
    text: 'select core.match_result($1::uuid[], $2::uuid, $3::jsonb)',
    values: [task.tasks, task.person_id, JSON.stringify(found)],
  });
}

/** Of what each institution knows of one person and of another: where they are most alike. */
function mostAlike(ones: readonly Described[], others: readonly Described[]): Similarity {
  const all = ones.flatMap((one) => others.map((other) => similarity(one, other)));
  return all.sort((a, b) => b.score - a.score)[0] ?? { score: 0, reasons: [] };
}

/**
 * Takes in identities from before there were keys.
 * @returns how many were taken in; 0 when none is left
 */
export async function keyNext(database: Database): Promise<number> {
  return database.transaction(MATCHER, async (transaction) => {
    const { rows } = await transaction.query<{ id: string; given_name: string; family_name: string }>({
      text: 'select * from core.without_sounds($1)',
      values: [BATCH],
    });
    const sounds = rows.map((row) => ({
      id: row.id,
      given: soundsOf(row.given_name),
      family: soundsOf(row.family_name),
    }));
    await transaction.query({ text: 'select core.set_sounds($1::jsonb)', values: [JSON.stringify(sounds)] });
    return rows.length;
  });
}

/** Moves what was written under former ids since their merge after the rest. */
export async function followMerges(database: Database): Promise<void> {
  await database.transaction(MATCHER, (transaction) => transaction.query({ text: 'select core.follow_merges()' }));
}

/**
 * Looks regularly for persons to compare, and for what was written under former ids.
 * @returns a function that stops it
 */
export function startMatcher(
  database: Database,
  policy: DuplicatePolicy,
  onFailure: (error: unknown) => void,
): () => Promise<void> {
  let stopped = false;
  let running: Promise<unknown> = Promise.resolve();
  let round = 0;
  const match = async (): Promise<void> => {
    if ((round += 1) % FOLLOW_EVERY === 0) await followMerges(database);
    while (!stopped && (await matchNext(database, policy)) > 0);
  };
  // One turn after the other, also after one that failed, which is told already.
  const afterLast = () => running.catch(() => undefined);
  const stop = repeat(INTERVAL, () => (running = afterLast().then(match)), onFailure);
  return async () => {
    stopped = true;
    stop();
    await afterLast();
  };
}
