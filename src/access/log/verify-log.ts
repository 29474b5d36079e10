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
  /** The hash of both, from which `hash` follows; null in links from before there was one. */
  readonly content_hash: Buffer | null;
  readonly previous_hash: Buffer;
  readonly hash: Buffer;
  readonly cut: string | null;
  readonly in_time: boolean | null;
  readonly found_ids: string[] | null;
  readonly found_hashes: Buffer[] | null;
}

type Previous = Pick<SealRow, 'hash' | 'until_tx' | 'until_id'>;

/** What the chain itself says is gone: numbers of entries, and of links that sealed nothing else. */
interface Erased {
  readonly entries: readonly IdRange[];
  readonly links: readonly IdRange[];
}

interface Problem {
  readonly entry: string | null;
  readonly problem: string;
}

const GENESIS = sha256(Buffer.from('geleit'));

/**
 * Walks the chain over the access log from its first link and compares each link with the entries it seals. Entries may
 * be missing only where a later link says that their month was erased, two years after it had ended; the same link says
 * of which links nothing is left but the hash of what they sealed.
 * @returns the first link that is broken, and the entry that breaks it, or the head of the intact chain. The head, kept
 * by each partner outside this database, is what proves the log against whoever administers the database.
 */
export async function verifyLog(owner: ClientBase): Promise<LogVerification> {
  const cuts = await cutsOf(owner);
  const erased: Erased = {
    entries: cuts.flatMap(({ ids }) => erasedRanges(ids)),
    links: cuts.flatMap(({ collapsed }) => erasedRanges(collapsed)),
  };
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

/** A cut as the chain has it: which entries it erased, and of which links nothing was left; earlier cuts name none. */
type FoundCut = LogCut & { readonly ids: string; readonly collapsed: string };

async function cutsOf(owner: ClientBase): Promise<readonly FoundCut[]> {
  const { rows } = await owner.query<{ cut: FoundCut }>(
    `select '{"collapsed": "{}"}'::jsonb || cut as cut from core.access_seal where cut is not null order by seq`,
  );
  return rows.map(({ cut }) => cut);
}

/** SQL: when a link was made, by the clock that ran ahead least: if a later link is older, or it lies in the future, one did. */
const CUT_AT = `least(s.sealed_at, now(), (select min(l.sealed_at) from core.access_seal l where l.seq > s.seq and s.cut is not null))`;

const NEXT_SEAL = `select s.seq, s.from_tx, s.until_tx, s.from_id, s.until_id, s.entry_ids, s.entry_hashes, s.content_hash, s.previous_hash, s.hash,
    s.cut::text, (s.cut->>'until')::timestamptz <= ${CUT_AT} - interval '2 years' as in_time,
    e.ids as found_ids, e.hashes as found_hashes
  from core.access_seal s left join lateral (
    select array_agg(a.id order by a.id) as ids, array_agg(core.access_entry_hash(a) order by a.id) as hashes
    from core.access_entry a where a.tx >= s.from_tx
      and case when s.until_id is null then a.tx < s.until_tx else a.id > s.from_id and a.id <= s.until_id end) e on true
  where s.seq >= $1 order by s.seq limit 1`;

function problemOf(seal: SealRow, expectedSeq: bigint, previous: Previous, erased: Erased): Problem | null {
  if (BigInt(seal.seq) !== expectedSeq) return { entry: null, problem: `link ${expectedSeq} is missing` };
  if (!seal.previous_hash.equals(previous.hash))
    return { entry: null, problem: 'does not follow from the link before' };
  if (!follows(seal, previous)) return { entry: null, problem: 'does not begin where the link before ends' };
  if (seal.cut !== null) return cutProblem(seal, previous);
  const found = new Map((seal.found_ids ?? []).map((id, index) => [id, seal.found_hashes![index]!]));
  for (const [index, id] of seal.entry_ids.entries()) {
    const hash = found.get(id);
    if (!hash && isErased(BigInt(id), erased.entries)) continue;
    if (!hash) return { entry: id, problem: 'an entry is missing' };
    if (!hash.equals(seal.entry_hashes[index]!)) return { entry: id, problem: 'an entry was changed' };
    found.delete(id);
  }
  const [added] = found.keys();
  if (added !== undefined) return { entry: added, problem: 'an entry was added' };
  return hashOf(seal, previous, erased)?.equals(seal.hash) ? null : CHANGED;
}

/** The hash that a link must have; null where what it sealed is not what its content hash says. */
function hashOf(seal: SealRow, previous: Previous, erased: Erased): Buffer | null {
  const { content_hash: content, entry_hashes: hashes, entry_ids: ids } = seal;
  // Numbers and hashes are hashed one after the other: without this something else could be read from the same bytes.
  if (ids.length !== hashes.length || hashes.some(({ length }) => length !== GENESIS.length)) return null;
  const sealed = [Buffer.from(ids.join(',')), ...hashes];
  if (content === null) return sha256(previous.hash, ...sealed);
  const isCollapsed = ids.length === 0 && isErased(BigInt(seal.seq), erased.links);
  return isCollapsed || sha256(...sealed).equals(content) ? sha256(previous.hash, SECOND_KIND, content) : null;
}

/** Stands in what is hashed between the link before and the content, so that no other kind of link can be taken for it. */
const SECOND_KIND = Buffer.from([2]);

function sha256(...parts: readonly Buffer[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
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
  const hash = sha256(previous.hash, Buffer.from(seal.cut!));
  const isEmpty = seal.entry_ids.length === 0 && seal.from_id === seal.until_id && seal.content_hash === null;
  return hash.equals(seal.hash) && isEmpty ? null : CHANGED;
}
