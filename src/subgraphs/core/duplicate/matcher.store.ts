import type { DuplicatePolicy } from '../../../access/policy/policy';
import type { Database, Transaction } from '../../../platform/postgres/database';
import type { SessionSettings } from '../../../platform/postgres/session';
import { repeat } from '../../../platform/repeat';
import { soundsOf } from './similarity/name-parts';
import {
  compareContacts,
  compareIdentities,
  scoreOf,
  type Agreement,
  type DescribedContact,
  type DescribedIdentity,
} from './similarity/similarity';

/** Persons who are compared in one transaction. */
const BATCH = 50;

/** Between two looks for something to compare, in milliseconds. */
const INTERVAL = 2_000;

/** Looks for persons to compare for each look at merges. */
const FOLLOW_EVERY = 15;

/** No token can carry this role: the functions of the database answer only to it. */
const MATCHER: SessionSettings = {
  institution: null,
  role: 'duplicate-matcher',
  purpose: null,
  person: null,
  actor: 'duplicate-matcher',
  request: '-',
};

/** What all institutions have recorded of one person, record by record. */
interface Described {
  readonly identities: readonly (DescribedIdentity & { readonly id: string })[];
  readonly contacts: readonly (DescribedContact & { readonly id: string })[];
}

interface Task extends Record<string, unknown> {
  readonly tasks: readonly string[];
  readonly person_id: string;
  readonly described: Described;
  readonly candidates: readonly {
    readonly personId: string;
    readonly described: Described;
    /** Whether keys of the identity lead to them, and not only those of the contact. */
    readonly byIdentity: boolean;
  }[];
}

/** What agrees between a record of the one person and a record of the other one. */
interface RecordAgreement extends Agreement {
  readonly category: 'IDENTITY' | 'CONTACT';
  readonly mine: string;
  readonly theirs: string;
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
    .map(({ described, ...candidate }) => ({
      ...candidate,
      threshold,
      agreements: agreementsOf(task.described, described),
    }))
    .filter(({ agreements }) => isAlike(agreements, threshold));
  await transaction.query({
    name: 'match-result',
    text: 'select core.match_result($1::uuid[], $2::uuid, $3::jsonb)',
    values: [task.tasks, task.person_id, JSON.stringify(found)],
  });
}

/** Record by record, because each caller may read other ones: what they are told rests only on those. */
function agreementsOf(one: Described, other: Described): readonly RecordAgreement[] {
  const identities = pairsOf(one.identities, other.identities).map(([mine, theirs]) => ({
    ...{ category: 'IDENTITY' as const, mine: mine.id, theirs: theirs.id },
    ...compareIdentities(mine, theirs),
  }));
  const contacts = pairsOf(one.contacts, other.contacts).map(([mine, theirs]) => ({
    ...{ category: 'CONTACT' as const, mine: mine.id, theirs: theirs.id },
    ...compareContacts(mine, theirs),
  }));
  return [...identities, ...contacts.filter(({ reasons }) => reasons.length > 0)];
}

/** Whether the pair is one for whoever may read everything; for all others row level security asks again. */
function isAlike(agreements: readonly RecordAgreement[], threshold: number): boolean {
  const best = (category: RecordAgreement['category']) =>
    agreements.filter((one) => one.category === category).sort((a, b) => b.points - a.points)[0];
  const identity = best('IDENTITY');
  return identity !== undefined && Math.round(scoreOf(identity, best('CONTACT')) / 10) >= threshold;
}

const pairsOf = <Item>(ones: readonly Item[], others: readonly Item[]): (readonly [Item, Item])[] =>
  ones.flatMap((one) => others.map((other) => [one, other] as const));

/**
 * What the operator is told of evidence that is left out because too many share it; null where there is none.
 * @returns a sentence without any value
 */
export async function leftOutAsCommon(database: Database): Promise<string | null> {
  const count = await database.transaction(MATCHER, async (transaction) => {
    const { rows } = await transaction.query<{ count: number }>({ text: 'select core.common_evidence() as count' });
    return rows[0]!.count;
  });
  if (count === 0) return null;
  return (
    `${count} names, birth dates with a name, telephone numbers or e-mail addresses are shared by more than 100 records each. ` +
    'They are no evidence of a duplicate: people who have nothing else in common are not compared. Look for fillers in the exports.'
  );
}

/**
 * Takes in identities from before there were keys.
 * @returns how many were taken in; 0 when none is left
 */
export async function keyNext(database: Database): Promise<number> {
  return database.transaction(MATCHER, async (transaction) => {
    const { rows } = await transaction.query<{ id: string; given_name: string | null; family_name: string | null }>({
      text: 'select * from core.without_sounds($1)',
      values: [BATCH],
    });
    const sounds = rows.map((row) => ({
      id: row.id,
      given: soundsOf(row.given_name ?? ''),
      family: soundsOf(row.family_name ?? ''),
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
