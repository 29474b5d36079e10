import type { ClientBase } from 'pg';
import type { Database } from '../database';
import { fingerprintOf, type CodeObject } from './code-object';
import { FOUND_CODE_SQL, type FoundCode } from './found-code';
import { isUntouched, markOf, type Standing } from './standing';

/** What differs between the database and this version. */
export interface CodeDifference {
  /** Missing in the database, or not as the files say. */
  readonly stale: readonly CodeObject[];
  /** Nobody has declared them. */
  readonly strays: readonly FoundCode[];
}

export async function foundCode(client: Pick<ClientBase, 'query'>): Promise<FoundCode[]> {
  return (await client.query<FoundCode>(FOUND_CODE_SQL)).rows;
}

const keyOf = ({ kind, name }: Pick<FoundCode, 'kind' | 'name'>): string => `${kind} ${name}`;

/** The comment of the schema: which objects this version has, and which `migrate` has made. */
export const setMark = (wanted: readonly CodeObject[], state: string): string =>
  markOf('code', fingerprintOf(wanted.map((object) => `${keyOf(object)} ${object.fingerprint}`).join('\n')), state);

const schemaOf = ({ name }: Pick<FoundCode, 'name'>): string => name.split('.', 1)[0]!;

/** Compares the marks, and what PostgreSQL holds with them. What others keep in schemas of their own is theirs. */
export function codeDifference(wanted: readonly CodeObject[], found: readonly FoundCode[]): CodeDifference {
  const schemas = new Set(wanted.map(schemaOf));
  const marks = new Map(wanted.map((object) => [keyOf(object), object.fingerprint]));
  const good = new Set<string>();
  const strays: FoundCode[] = [];
  for (const each of found) {
    const fingerprint = marks.get(keyOf(each));
    if (fingerprint !== undefined && each.comment === markOf('code', fingerprint, each.state) && !good.has(keyOf(each)))
      good.add(keyOf(each));
    else if (
      each.kind !== 'set' &&
      schemas.has(schemaOf(each)) &&
      (fingerprint === undefined || each.kind === 'function')
    )
      strays.push(each);
  }
  const stale = wanted.filter((object) => !good.has(keyOf(object)));
  // Of the functions of one name one is the file's; which of them that is, is known once the file was applied.
  const others = strays.filter((each) => !marks.has(keyOf(each)) || good.has(keyOf(each)));
  return { stale, strays: others.filter(({ opens, comment }) => opens || comment?.startsWith('geleit code ')) };
}

/** @param found what the database holds */
export function codeStanding(wanted: readonly CodeObject[], found: readonly FoundCode[]): Standing {
  const { stale, strays } = codeDifference(wanted, found);
  const set = found.find(({ kind }) => kind === 'set');
  if (stale.length === 0 && strays.length === 0 && set?.comment === setMark(wanted, set?.state ?? '')) return 'SAME';
  // What a newer version no longer has went with its `migrate`: then the set is marked as it is.
  if (set === undefined || !isUntouched('code', set)) return 'BROKEN';
  const keys = new Set(stale.map(keyOf));
  const differing = [...strays, ...found.filter((each) => keys.has(keyOf(each)))];
  return differing.every((each) => isUntouched('code', each)) ? 'OTHER' : 'BROKEN';
}

/** The standing of the code through the hub's own connection. */
export async function codeStandingOf(database: Database, wanted: readonly CodeObject[]): Promise<Standing> {
  return codeStanding(wanted, await database.maintain<FoundCode>(FOUND_CODE_SQL));
}
