import type { ClientBase } from 'pg';
import { codeObject, type CodeObject } from '../../platform/postgres/code/code-object';
import type { MoveKind } from '../../platform/postgres/define-table';
import { keyColumnsOf } from '../declaration';
import type { RecordRegistry } from '../registry';

const RECORDS_MOVE_ON: readonly MoveKind[] = ['LINK', 'UNLINK', 'MERGE'];

/**
 * Tells the database which tables move with a person and by what their records are told apart. Runs after the migrations, with
 * the owner's connection; changes nothing where everything is told.
 */
export async function registerPersonTables(owner: ClientBase, registry: RecordRegistry): Promise<void> {
  const records = registry.all
    .filter(({ onPerson }) => onPerson !== null)
    .map((declaration) => ({ ...declaration, naturalKey: keyColumnsOf(declaration) }))
    .map(({ table, author, naturalKey }) => ({
      name: table,
      author: author === 'EACH' ? null : author,
      author_column: author === 'EACH' ? 'institution' : null,
      moves_on: RECORDS_MOVE_ON,
      natural_key: naturalKey,
    }));
  const others = registry.tables.flatMap(({ name, moves }) =>
    moves ? [{ name, author: null, author_column: null, moves_on: 'on' in moves ? moves.on : [] }] : [],
  );
  await owner.query(
    `insert into core.person_table as t select * from jsonb_to_recordset($1::jsonb)
       as given(name text, author text, author_column text, moves_on text[], natural_key text[])
     on conflict (name) do update
       set author = excluded.author, author_column = excluded.author_column, moves_on = excluded.moves_on,
         natural_key = excluded.natural_key
       where t.* is distinct from excluded.*`,
    [JSON.stringify([...records, ...others])],
  );
}

/** What a move needs on the tables of records; other tables that move have their policies and triggers as files. */
export function movingCode(registry: RecordRegistry): CodeObject[] {
  const records = registry.all.filter(({ onPerson }) => onPerson !== null).map(({ table }) => table);
  return records.flatMap((table) => [
    codeObject('policy', movePolicy(table)),
    codeObject('trigger', noteOfSides(table)),
  ]);
}

/** Notes under which id a record came while two persons are taken for one, so that a split takes it back. */
function noteOfSides(table: string): string {
  return `create or replace trigger came_under after insert on ${table} referencing new table as fresh
    for each statement execute function core.came_under()`;
}

/** Lets the owner, whom forced row level security holds too, see and change rows while a move is under way, and never otherwise. */
function movePolicy(table: string): string {
  const isMoving = `current_setting('geleit.moving', true) = 'on'`;
  return `create policy geleit_move on ${table} to current_user using (${isMoving}) with check (${isMoving})`;
}
