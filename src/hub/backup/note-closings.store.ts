import type { ClientBase } from 'pg';
import type { RecordRegistry } from '../../records/registry';

/** Triggers of every record about persons: what is erased, and what is stored only. */
const TRIGGERS = {
  noted_gone: `after delete on %s for each row execute function core.note_closing('id')`,
  noted_restricted: `after update of restricted_at on %s for each row when (new.restricted_at is distinct from old.restricted_at)
    execute function core.note_closing('id', 'restricted_at')`,
} as const;

/** The tables whose rows an institution erases or restricts. */
export function erasableTables(registry: RecordRegistry): string[] {
  return registry.all.filter(({ onPerson }) => onPerson !== null).map(({ table }) => table);
}

/** Has erased and restricted records of every type kept for the journal; runs with the owner's connection after the migrations. */
export async function noteClosings(owner: ClientBase, registry: RecordRegistry): Promise<void> {
  const { rows } = await owner.query<{ table: string; name: keyof typeof TRIGGERS }>(
    `select t.name as table, k.name from unnest($1::text[]) t(name) cross join unnest($2::text[]) k(name)
     where not exists (select from pg_trigger g where g.tgrelid = t.name::regclass and g.tgname = k.name) order by 1, 2`,
    [erasableTables(registry), Object.keys(TRIGGERS)],
  );
  for (const { table, name } of rows)
    await owner.query(`create trigger ${name} ${TRIGGERS[name].replace('%s', table)}`);
}
