import type { Client } from 'pg';
import { asMaintainer, DEMONSTRATION_TEMPLATE, TEMPLATE, urlOf } from './template';

const UNFINISHED = `${DEMONSTRATION_TEMPLATE}_unfinished`;

/**
 * Imports the demonstration data once per run, when the first spec asks for them. Workers that ask at the same time wait
 * for the first; an import that was interrupted leaves no template behind.
 */
export async function ensureDemonstrationTemplate(): Promise<void> {
  await asMaintainer(async (client) => {
    await client.query(`select pg_advisory_lock(hashtext($1))`, [DEMONSTRATION_TEMPLATE]);
    if (await exists(client, DEMONSTRATION_TEMPLATE)) return;
    await client.query(`drop database if exists ${UNFINISHED} with (force)`);
    await client.query(`create database ${UNFINISHED} template ${TEMPLATE}`);
    await importDemonstration(urlOf(UNFINISHED));
    await client.query(`alter database ${UNFINISHED} rename to ${DEMONSTRATION_TEMPLATE}`);
  });
}

async function exists(client: Client, database: string): Promise<boolean> {
  return ((await client.query('select from pg_database where datname = $1', [database])).rowCount ?? 0) > 0;
}

function importDemonstration(ownerUrl: string): Promise<void> {
  return Promise.reject(
    new Error(`The importer is not wired to the tests yet; ${new URL(ownerUrl).pathname} is empty.`),
  );
}
