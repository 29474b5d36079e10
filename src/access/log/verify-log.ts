import { createHash } from 'node:crypto';
import type { ClientBase } from 'pg';
import { erasedRanges, isErased, type IdRange } from './erased-ids';

/** What `audit verify` found. */
export type LogVerification =
  | {
      readonly intact: true;
      readonly seals: number;
      /** Entries that are sealed and still there. */
      readonly entries: number;
      readonly head: string | null;
      readonly cuts: readonly LogCut[];
    }
  | { readonly intact: false; readonly seal: string; readonly entry: string | null; readonly problem: string };

/** A month that was erased after two years, as the chain itself says. */
export interface LogCut {
  readonly month: string;
  readonly entries: number;
  /** The last link that seals one of the erased entries. */
  readonly link: number;
  /** Its hash (hex), which partners may have kept. */
  readonly head: string;
}

interface SealRow {
  readonly seq: string;
  /** Links of the first kind seal transactions from this one on, up to and without `until_tx`. */
  readonly from_tx: string;
  readonly until_tx: string;
  /** All others seal entries after this number, up to and with `until_id`. */
  readonly from_id: string | null;
  readonly until_id: string | null;
  readonly entry_ids: string[];
  readonly entry_hashes: Buffer[];
  readonly previous_hash: Buffer;
  readonly hash: Buffer;
  readonly cut: string | null;
  readonly in_time: boolean | null;
  readonly found_ids: string[] | null;
  readonly found_hashes: Buffer[] | null;
}

type Previous = Pick<SealRow, 'hash' | 'until_tx' | 'until_id'>;

interface Problem {
  readonly entry: string | null;
  readonly problem: string;
}

const GENESIS = createHash('sha256').update('geleit').digest();

/**
 * Walks the chain over the access log from its first link and compares each link with the entries it seals. Entries may
 * be missing only where a later link says that their month was erased, two years after it had ended.
 * @returns the first link that is broken, and the entry that breaks it, or the head of the intact chain. The head, kept
 * by each partner outside this database, is what proves the log against whoever administers the database.
 */
export async function verifyLog(owner: ClientBase): Promise<LogVerification> {
  const cuts = await cutsOf(owner);
  const erased = cuts.map(({ ids }) => erasedRanges(ids)).flat();
  let previous: Previous = { hash: GENESIS, until_tx: '0', until_id: null };
  let expectedSeq = 1n;
  let [seals, entries] = [0, 0];
  for (;;) {
    const { rows } = await owner.query<SealRow>(NEXT_SEAL, [expectedSeq.toString()]);
    const seal = rows[0];
    if (!seal) break;
    const problem = problemOf(seal, expectedSeq, previous, erased);
    if (problem) return { intact: false, seal: seal.seq, ...problem };
    previous = seal;
    expectedSeq += 1n;
    seals += 1;
    entries += seal.found_ids?.length ?? 0;
  }
  const told = cuts.map(({ month, entries: count, link, head }) => ({ month, entries: count, link, head }));
  return { intact: true, seals, entries, head: seals > 0 ? previous.hash.toString('hex') : null, cuts: told };
}

async function cutsOf(owner: ClientBase): Promise<readonly (LogCut & { readonly ids: string })[]> {
  const { rows } = await owner.query<{ cut: LogCut & { ids: string } }>(
    'select cut from core.access_seal where cut is not null order by seq',
  );
  return rows.map(({ cut }) => cut);
}

const NEXT_SEAL = `select s.seq, s.from_tx, s.until_tx, s.from_id, s.until_id, s.entry_ids, s.entry_hashes, s.previous_hash, s.hash,
    s.cut::text, (s.cut->>'until')::timestamptz <= s.sealed_at - interval '2 years' as in_time,
    e.ids as found_ids, e.hashes as found_hashes
  from core.access_seal s left join lateral (
    select array_agg(a.id order by a.id) as ids, array_agg(core.access_entry_hash(a) order by a.id) as hashes
    from core.access_entry a where a.tx >= s.from_tx
      and case when s.until_id is null then a.tx < s.until_tx else a.id > s.from_id and a.id <= s.until_id end) e on true
  where s.seq >= $1 order by s.seq limit 1`;

function problemOf(seal: SealRow, expectedSeq: bigint, previous: Previous, erased: readonly IdRange[]): Problem | null {
  if (BigInt(seal.seq) !== expectedSeq) return { entry: null, problem: `link ${expectedSeq} is missing` };
  if (!seal.previous_hash.equals(previous.hash))
    return { entry: null, problem: 'does not follow from the link before' };
  if (!follows(seal, previous)) return { entry: null, problem: 'does not begin where the link before ends' };
  if (seal.cut !== null) return cutProblem(seal, previous);
  const found = new Map((seal.found_ids ?? []).map((id, index) => [id, seal.found_hashes![index]!]));
  for (const [index, id] of seal.entry_ids.entries()) {
    const hash = found.get(id);
    if (!hash && isErased(BigInt(id), erased)) continue;
    if (!hash) return { entry: id, problem: 'an entry is missing' };
    if (!hash.equals(seal.entry_hashes[index]!)) return { entry: id, problem: 'an entry was changed' };
    found.delete(id);
  }
  const [added] = found.keys();
  if (added !== undefined) return { entry: added, problem: 'an entry was added' };
  const hash = createHash('sha256').update(previous.hash).update(seal.entry_ids.join(','));
  for (const entryHash of seal.entry_hashes) hash.update(entryHash);
  return hash.digest().equals(seal.hash) ? null : CHANGED;
}

/** Between two links there is no room in which an entry would be sealed by neither. */
function follows(seal: SealRow, previous: Previous): boolean {
  if (seal.until_id === null) return previous.until_id === null && seal.from_tx === previous.until_tx;
  if (previous.until_id !== null) return seal.from_id === previous.until_id && seal.from_tx === '0';
  // The first link that goes by numbers takes over what those before, which go by transactions, have left.
  return seal.from_id === '0' && seal.from_tx === previous.until_tx;
}

const CHANGED: Problem = { entry: null, problem: 'the link itself was changed' };

function cutProblem(seal: SealRow, previous: Previous): Problem | null {
  if (seal.in_time !== true) return { entry: null, problem: 'erases what has to be kept for two years' };
  const hash = createHash('sha256').update(previous.hash).update(seal.cut!).digest();
  const isEmpty = seal.entry_ids.length === 0 && seal.from_id === seal.until_id;
  return hash.equals(seal.hash) && isEmpty ? null : CHANGED;
}
