import { createHash } from 'node:crypto';
import type { ClientBase } from 'pg';
import { soundsOf } from '../duplicate/similarity/name-parts';
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

interface NamedRow {
  readonly id: string;
  readonly given_name: string | null;
  readonly family_name: string | null;
}

async function nextNames(owner: ClientBase, after: string | null): Promise<NamedRow[]> {
  const { rows } = await owner.query<NamedRow>(
    `select id, given_name, family_name from core.identity where $1::uuid is null or id > $1 order by id limit ${BATCH}`,
    [after],
  );
  return rows;
}

/** The keys of the matcher and its tasks follow by a trigger. */
async function refold(owner: ClientBase, rows: readonly NamedRow[]): Promise<number> {
  const folded = rows.map((row) => ({
    id: row.id,
    key: row.family_name === null ? null : nameKey(row.family_name),
    givenKey: row.given_name === null ? null : nameKey(row.given_name),
    given: soundsOf(row.given_name ?? ''),
    family: soundsOf(row.family_name ?? ''),
  }));
  await owner.query('begin');
  try {
    await owner.query(`select set_config('geleit.matching', 'on', true)`);
    const { rowCount } = await owner.query(
      `update core.identity i set name_key = f.key, given_key = f."givenKey", given_sounds = f.given, family_sounds = f.family
       from jsonb_to_recordset($1::jsonb) as f(id uuid, key text, "givenKey" text, given text, family text)
       where i.id = f.id and (i.name_key, i.given_key, i.given_sounds, i.family_sounds)
         is distinct from (f.key, f."givenKey", f.given, f.family)`,
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
