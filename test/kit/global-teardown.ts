import { rm } from 'node:fs/promises';
import { dropTemplates } from './template';
import { kept } from './run';

/** Stops the embedded PostgreSQL and removes its files; on a PostgreSQL of a CI, removes the templates. */
export default async function tearDown(): Promise<void> {
  const run = kept();
  if (!run) return dropTemplates();
  await run.postgres.stop();
  await rm(run.dataDir, { recursive: true, force: true });
}
