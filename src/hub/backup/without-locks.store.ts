import type { Client } from 'pg';
import type { HubTable } from './hub-tables.store';

/**
 * Runs work of the owner within its transaction while row level security does not hold the owner. Nobody else ever sees it so.
 * @param triggers of the hub: SILENT, so that rows are written as they were, with what triggers made of them then; or HELD
 */
export async function withoutLocks(
  owner: Client,
  tables: readonly Pick<HubTable, 'name'>[],
  work: () => Promise<void>,
  triggers: 'SILENT' | 'HELD' = 'SILENT',
): Promise<void> {
  const [off, on] = triggers === 'SILENT' ? [', disable trigger user', ', enable trigger user'] : ['', ''];
  for (const { name } of tables) await owner.query(`alter table ${name} no force row level security${off}`);
  await work();
  for (const { name } of tables) await owner.query(`alter table ${name} force row level security${on}`);
}
