import { codeObject, type CodeObject } from '../../platform/postgres/code/code-object';
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

/** Has erased and restricted records of every type kept for the journal. */
export function closingTriggers(registry: RecordRegistry): CodeObject[] {
  return erasableTables(registry).flatMap((table) =>
    Object.entries(TRIGGERS).map(([name, what]) =>
      codeObject('trigger', `create or replace trigger ${name} ${what.replace('%s', table)}`),
    ),
  );
}
