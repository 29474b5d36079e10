import { afterAll, beforeAll } from '@jest/globals';
import { Client, type QueryResultRow } from 'pg';
import { appRoleUrl } from '../../src/platform/app-role';
import { Database } from '../../src/platform/postgres/database';
import { workerId } from './environment';
import { asMaintainer, TEMPLATE, urlOf } from './template';

/** A database of its own for one spec file: real PostgreSQL, real migrations, real locks. Set before the first test. */
export interface TestDatabase {
  readonly name: string;
  readonly ownerUrl: string;
  /** For the role as which the hub connects. */
  readonly appUrl: string;
  /** The hub's own door. */
  readonly database: Database;
  /** Texts of the statements that ran through `database`; see `countStatements`. */
  readonly statements: string[];
  /** Runs SQL as the owner, who sees no personal data either; for the catalogue and for damage. */
  asOwner<Row extends QueryResultRow>(sql: string, values?: unknown[]): Promise<Row[]>;
  /** Runs SQL as the hub's role in one transaction with these settings (`geleit.*`), or with none. */
  asApp<Row extends QueryResultRow>(settings: AppSettings | null, sql: string, values?: unknown[]): Promise<Row[]>;
}

export interface AppSettings {
  readonly institution?: string | null;
  readonly role: string;
  readonly purpose?: string | null;
  readonly person?: string | null;
  readonly actor?: string;
}

let created = 0;

/**
 * Gives the spec file (or the `describe`) an empty, migrated database before its first test and drops it after its last.
 * @param prepare fills or changes the database once; runs before the first test
 */
export function useDatabase(prepare?: (database: TestDatabase) => Promise<void>): TestDatabase {
  return useTemplate(TEMPLATE, () => Promise.resolve(), prepare);
}

/** The same with a copy of another template; see `useDemonstrationDatabase`. */
export function useTemplate(
  template: string,
  ensureTemplate: () => Promise<void>,
  prepare?: (database: TestDatabase) => Promise<void>,
): TestDatabase {
  const shared = {} as TestDatabase;
  beforeAll(async () => {
    await ensureTemplate();
    Object.assign(shared, await create(template));
    await prepare?.(shared);
  }, 120_000);
  afterAll(async () => {
    // Nothing was created where creating failed; Jest reports that failure.
    if (!('name' in shared)) return;
    await shared.database.close();
    await asMaintainer((client) => client.query(`drop database if exists ${shared.name} with (force)`));
  });
  return shared;
}

async function create(template: string): Promise<TestDatabase> {
  const name = `geleit_w${workerId()}_${(created += 1)}`;
  await asMaintainer((client) => client.query(`create database ${name} template ${template}`));
  const ownerUrl = urlOf(name);
  const appUrl = appRoleUrl(ownerUrl);
  const statements: string[] = [];
  return {
    name,
    ownerUrl,
    appUrl,
    statements,
    database: new Database({ url: appUrl, poolSize: 4, onStatement: (text) => void statements.push(text) }),
    asOwner: <Row extends QueryResultRow>(sql: string, values?: unknown[]) =>
      connected(ownerUrl, async (client) => (await client.query<Row>(sql, values)).rows),
    asApp: (settings, sql, values) => connected(appUrl, (client) => inContext(client, settings, sql, values)),
  };
}

async function inContext<Row extends QueryResultRow>(
  client: Client,
  settings: AppSettings | null,
  sql: string,
  values?: unknown[],
): Promise<Row[]> {
  await client.query('begin');
  // The actor of a person is the subject of their token.
  const actor = (settings?.role === 'person' ? settings.person : null) ?? 'kit';
  const all = settings && { institution: null, purpose: null, person: null, actor, request: '-', ...settings };
  for (const [key, value] of Object.entries(all ?? {})) {
    await client.query('select set_config($1, $2, true)', [`geleit.${key}`, value ?? '-']);
  }
  const { rows } = await client.query<Row>(sql, values);
  await client.query('commit');
  return rows;
}

async function connected<Result>(url: string, work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** How many statements the hub sent while `work` ran, besides transaction control and settings. */
export async function countStatements(
  { statements }: TestDatabase,
  work: () => Promise<unknown>,
): Promise<readonly string[]> {
  const before = statements.length;
  await work();
  return statements.slice(before);
}

/** Takes the second lock off, in this database alone, to show what the first one does by itself. */
export async function withoutRowLevelSecurity(database: TestDatabase): Promise<void> {
  const tables = await database.asOwner<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relrowsecurity and n.nspname in ('core', 'city', 'jobcenter', 'employment_agency', 'caritas')`,
  );
  for (const { name } of tables) await database.asOwner(`alter table ${name} disable row level security`);
}
