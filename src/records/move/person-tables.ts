import type { ClientBase } from 'pg';
import { codeObject, type CodeObject } from '../../platform/postgres/code/code-object';
import { keyColumnsOf } from '../declaration';
import type { RecordRegistry } from '../registry';

/** Why rows pass from one person to another: see `core.move_person` and `core.undo_move`. */
type MoveKind = 'LINK' | 'UNLINK' | 'MERGE';

/** A table with a `person_id` that holds no declared records. What does not move says why. */
interface OtherTable {
  readonly name: string;
  readonly authorColumn?: string;
  readonly movesOn: readonly MoveKind[];
  readonly staysBecause?: string;
}

/**
 * Records of an institution move with its link. What the person said, or what happened, stays with the person to whom it
 * was said or happened; only a merge, after which there is one person, takes along what is still in force.
 */
export const OTHER_PERSON_TABLES: readonly OtherTable[] = [
  { name: 'core.consent', movesOn: ['MERGE'] },
  { name: 'core.consent_scan', movesOn: ['MERGE'] },
  { name: 'core.withdrawal_task', movesOn: ['MERGE'] },
  { name: 'core.link', movesOn: ['MERGE'] },
  { name: 'core.rights_request', movesOn: ['MERGE'] },
  { name: 'core.rights_notice', movesOn: ['MERGE'] },
  { name: 'core.rights_request_content', movesOn: [], staysBecause: 'follows its request by a trigger' },
  { name: 'core.consent_grant', movesOn: [], staysBecause: 'is compiled anew from the consent that moves' },
  { name: 'core.consent_event', movesOn: [], staysBecause: 'tells what was true at its time' },
  { name: 'core.consent_receipt', movesOn: [], staysBecause: 'is signed as it was issued' },
  { name: 'core.transfer', movesOn: [], staysBecause: 'tells what was handed over at its time, with its notice' },
  { name: 'core.access_entry', movesOn: [], staysBecause: 'is sealed; the person reads it under former ids' },
  {
    name: 'core.representation',
    movesOn: [],
    staysBecause: 'opens everything: somebody has to look at a document anew',
  },
  { name: 'core.match_key', movesOn: [], staysBecause: 'follows the identity or contact that it was made of' },
  { name: 'core.match_task', movesOn: [], staysBecause: 'asks that persons be compared, also after a move' },
  { name: 'core.person_alias', movesOn: [], staysBecause: 'says itself under which id a person goes on' },
];

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
  const others = OTHER_PERSON_TABLES.map(({ name, authorColumn, movesOn }) => ({
    ...{ name, author: null },
    ...{ author_column: authorColumn ?? null, moves_on: movesOn },
  }));
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
