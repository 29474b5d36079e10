import { createHash } from 'node:crypto';
import type { ClientBase } from 'pg';

/** What `audit verify` found. */
export type LogVerification =
  | { readonly intact: true; readonly seals: number; readonly entries: number; readonly head: string | null }
  | { readonly intact: false; readonly seal: string; readonly entry: string | null; readonly problem: string };

interface SealRow {
  readonly seq: string;
  /** Transactions from this one on, up to and without `until_tx`. */
  readonly from_tx: string;
  readonly until_tx: string;
  readonly entry_ids: string[];
  readonly entry_hashes: Buffer[];
  readonly previous_hash: Buffer;
  readonly hash: Buffer;
  readonly found_ids: string[] | null;
  readonly found_hashes: Buffer[] | null;
}

const GENESIS = createHash('sha256').update('geleit').digest();

/**
 * Walks the chain over the access log from its first link and compares each link with the entries it seals.
 * @returns the first link that is broken, and the entry that breaks it, or the head of the intact chain. The head, kept
 * by each partner outside this database, is what proves the log against whoever administers the database.
 */
export async function verifyLog(owner: ClientBase): Promise<LogVerification> {
  let previous: Pick<SealRow, 'hash' | 'until_tx'> = { hash: GENESIS, until_tx: '0' };
  let expectedSeq = 1n;
  let [seals, entries] = [0, 0];
  for (;;) {
    const { rows } = await owner.query<SealRow>(NEXT_SEAL, [expectedSeq.toString()]);
    const seal = rows[0];
    if (!seal) break;
    const problem = problemOf(seal, expectedSeq, previous);
    if (problem) return { intact: false, seal: seal.seq, ...problem };
    previous = seal;
    expectedSeq += 1n;
    seals += 1;
    entries += seal.entry_ids.length;
  }
  return { intact: true, seals, entries, head: seals > 0 ? previous.hash.toString('hex') : null };
}

const NEXT_SEAL = `select s.seq, s.from_tx, s.until_tx, s.entry_ids, s.entry_hashes, s.previous_hash, s.hash, e.ids as found_ids, e.hashes as found_hashes
  from core.access_seal s left join lateral (
    select array_agg(a.id order by a.id) as ids, array_agg(core.access_entry_hash(a) order by a.id) as hashes
    from core.access_entry a where a.tx >= s.from_tx and a.tx < s.until_tx) e on true
  where s.seq >= $1 order by s.seq limit 1`;

function problemOf(
  seal: SealRow,
  expectedSeq: bigint,
  previous: Pick<SealRow, 'hash' | 'until_tx'>,
): { entry: string | null; problem: string } | null {
  if (BigInt(seal.seq) !== expectedSeq) return { entry: null, problem: `link ${expectedSeq} is missing` };
  if (!seal.previous_hash.equals(previous.hash))
    return { entry: null, problem: 'does not follow from the link before' };
  // Between two links there is no room in which an entry would be sealed by neither.
  if (seal.from_tx !== previous.until_tx) return { entry: null, problem: 'does not begin where the link before ends' };
  const found = new Map((seal.found_ids ?? []).map((id, index) => [id, seal.found_hashes![index]!]));
  for (const [index, id] of seal.entry_ids.entries()) {
    const hash = found.get(id);
    if (!hash) return { entry: id, problem: 'an entry is missing' };
    if (!hash.equals(seal.entry_hashes[index]!)) return { entry: id, problem: 'an entry was changed' };
    found.delete(id);
  }
  const [added] = found.keys();
  if (added !== undefined) return { entry: added, problem: 'an entry was added' };
  const hash = createHash('sha256').update(previous.hash).update(seal.entry_ids.join(','));
  for (const entryHash of seal.entry_hashes) hash.update(entryHash);
  return hash.digest().equals(seal.hash) ? null : { entry: null, problem: 'the link itself was changed' };
}
