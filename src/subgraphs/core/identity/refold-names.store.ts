import { createHash } from 'node:crypto';
import type { ClientBase } from 'pg';
import { declarationOf, sourcesOf } from '../../../records/declaration';
import { soundsOf } from '../duplicate/similarity/name-parts';
import { Identity } from './identity.record';
import { nameKey } from './name-key';

/** Identities that are changed in one transaction. */
const BATCH = 2_000;

/** Its comment says by which rules the keys in it were made. */
export const NAME_INDEX = 'core.identity_by_institution_name_key_birth_date';

/** Letters of the scripts in which names come, syllables that are folded as one, and what is no name. */
const PROBES: readonly string[] = [
  ...letters(0xc0, 0x24f),
  ...letters(0x370, 0x52f),
  ...letters(0x5d0, 0x6ff),
  ...letters(0x1e00, 0x1eff),
  ...['Unbekannt', 'N.N.', '-', 'keine Angabe', 'k.A.', 'xxx', 'FNU', 'ohne Namen', 'none'],
  ...'müller mueller aase soerensen tschaikowski schewtschenko dzhokhar al-khatib'.split(' '),
];

/** Names the rules by which names are compared: another one where any of them, or the library behind them, has changed. */
function foldingFingerprint(): string {
  const folded = PROBES.map((probe) => `${nameKey(probe)} ${soundsOf(probe)}`).join('\n');
  return createHash('sha256').update(folded).digest('hex').slice(0, 16);
}

/**
 * Brings the search keys of all identities along where the folding of names has changed since they were made. Runs with the
 * owner's connection after the migrations; cut short, it begins again at the next start.
 * @returns how many identities got other keys
 */
export async function refoldNames(owner: ClientBase): Promise<number> {
  const mark = `both names folded by ${foldingFingerprint()}`;
  const { rows } = await owner.query<{ mark: string | null }>(
    `select obj_description('${NAME_INDEX}'::regclass, 'pg_class') as mark`,
  );
  if (rows[0]?.mark === mark) return 0;
  let changed = 0;
  for (let after: string | null = null; ;) {
    const batch: readonly NamedRow[] = await nextNames(owner, after);
    if (batch.length === 0) break;
    changed += await refold(owner, batch);
    after = batch.at(-1)!.id;
  }
  await owner.query(`comment on index ${NAME_INDEX} is '${mark}'`);
  return changed;
}

interface NamedRow extends Record<string, unknown> {
  readonly id: string;
}

const IDENTITY = declarationOf(Identity);
/** What follows from the names, and the names. */
const KEYS = IDENTITY.fields.filter(({ derive }) => derive);
const NAMES = [...new Set(KEYS.flatMap((key) => sourcesOf(IDENTITY, key)))];

async function nextNames(owner: ClientBase, after: string | null): Promise<NamedRow[]> {
  const { rows } = await owner.query<NamedRow>(
    `select id, ${NAMES.map(({ name, column }) => `${column} as "${name}"`).join(', ')} from ${IDENTITY.table}
     where $1::uuid is null or id > $1 order by id limit ${BATCH}`,
    [after],
  );
  return rows;
}

/** The keys of the matcher and its tasks follow by a trigger. */
async function refold(owner: ClientBase, rows: readonly NamedRow[]): Promise<number> {
  const folded = rows.map((row) => ({
    id: row.id,
    ...Object.fromEntries(KEYS.map(({ column, derive }) => [column, derive!(row)])),
  }));
  const listed = (alias: string) => KEYS.map(({ column }) => `${alias}.${column}`).join(', ');
  await owner.query('begin');
  try {
    await owner.query(`select set_config('geleit.matching', 'on', true)`);
    const { rowCount } = await owner.query(
      `update ${IDENTITY.table} i set ${KEYS.map(({ column }) => `${column} = f.${column}`).join(', ')}
       from jsonb_to_recordset($1::jsonb) as f(id uuid, ${KEYS.map(({ column, kind }) => `${column} ${kind.sqlType}`).join(', ')})
       where i.id = f.id and (${listed('i')}) is distinct from (${listed('f')})`,
      [JSON.stringify(folded)],
    );
    await owner.query('commit');
    return rowCount ?? 0;
  } catch (error) {
    await owner.query('rollback');
    throw error;
  }
}

function letters(first: number, last: number): string[] {
  return Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index));
}
