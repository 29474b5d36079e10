import type { Client } from 'pg';
import { importDemonstration } from '../../src/hub/import-demonstration';
import { REGISTRY } from '../../src/hub/subgraphs';
import { appRoleUrl } from '../../src/platform/app-role';
import { useTemplate, type TestDatabase } from './database';
import { rheinePolicy } from './policy';
import { asMaintainer, DEMONSTRATION_TEMPLATE, TEMPLATE, urlOf } from './template';

/** A database with the demonstration data of Rheine; otherwise as `useDatabase`. */
export function useDemonstrationDatabase(prepare?: (database: TestDatabase) => Promise<void>): TestDatabase {
  return useTemplate(DEMONSTRATION_TEMPLATE, ensureDemonstrationTemplate, prepare);
}

const UNFINISHED = `${DEMONSTRATION_TEMPLATE}_unfinished`;

/**
 * Imports the demonstration data once per run, when the first spec asks for them. Workers that ask at the same time wait
 * for the first; an import that was interrupted leaves no template behind.
 */
async function ensureDemonstrationTemplate(): Promise<void> {
  await asMaintainer(async (client) => {
    await client.query(`select pg_advisory_lock(hashtext($1))`, [DEMONSTRATION_TEMPLATE]);
    if (await exists(client, DEMONSTRATION_TEMPLATE)) return;
    await client.query(`drop database if exists ${UNFINISHED} with (force)`);
    await client.query(`create database ${UNFINISHED} template ${TEMPLATE}`);
    await fill(urlOf(UNFINISHED));
    await client.query(`alter database ${UNFINISHED} rename to ${DEMONSTRATION_TEMPLATE}`);
  });
}

async function exists(client: Client, database: string): Promise<boolean> {
  return ((await client.query('select from pg_database where datname = $1', [database])).rowCount ?? 0) > 0;
}

/** Through the importer that institutions use; a row that is not taken is a mistake here. */
async function fill(ownerUrl: string): Promise<void> {
  const options = { appUrl: appRoleUrl(ownerUrl), policy: rheinePolicy(), registry: REGISTRY };
  const rejected = (await importDemonstration(options)).filter((summary) => summary.rejected > 0);
  if (rejected.length > 0)
    throw new Error(`The demonstration data were not taken as a whole: ${JSON.stringify(rejected)}`);
}
