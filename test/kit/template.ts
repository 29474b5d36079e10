import { Client } from 'pg';
import { migrate } from '../../src/hub/migrate';
import { ownerUrl } from './environment';
import { rheinePolicy } from './policy';

/** Migrated with the real migrations and the locks of the real policy, and empty. */
export const TEMPLATE = 'geleit_template';

/** The template with the demonstration data of Rheine. */
export const DEMONSTRATION_TEMPLATE = 'geleit_template_demonstration';

/** URL of another database on the test server, for the owner. */
export function urlOf(database: string): string {
  const url = new URL(ownerUrl());
  url.pathname = `/${database}`;
  return url.toString();
}

/** Runs work on the maintenance database, e.g. to create and drop others. */
export async function asMaintainer<Result>(work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client({ connectionString: ownerUrl() });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

export async function createTemplate(): Promise<void> {
  await asMaintainer(async (client) => {
    await dropAll(client);
    await client.query(`create database ${TEMPLATE}`);
  });
  await migrate({ ownerUrl: urlOf(TEMPLATE), policy: rheinePolicy(), managesAppRole: true });
}

export async function dropTemplates(): Promise<void> {
  await asMaintainer(dropAll);
}

async function dropAll(client: Client): Promise<void> {
  for (const name of [DEMONSTRATION_TEMPLATE, TEMPLATE]) {
    await client.query(`drop database if exists ${name} with (force)`);
  }
}
