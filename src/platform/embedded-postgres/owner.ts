import { Client } from 'pg';

const OWNER = 'geleit_owner';
const DATABASE = 'geleit';

/**
 * Creates the database and the role that owns it, unless they exist. The owner is deliberately no superuser, as in a
 * PostgreSQL that somebody else runs: what works here must work there.
 *
 * @returns the URL of the database for its owner
 */
export async function ensureOwner(port: number, passwords: { superuser: string; owner: string }): Promise<string> {
  const client = new Client({
    host: '127.0.0.1',
    port,
    user: 'postgres',
    password: passwords.superuser,
    database: 'postgres',
    ssl: false,
    connectionTimeoutMillis: 10_000,
  });
  await client.connect();
  try {
    await createUnlessThere(
      client,
      `SELECT FROM pg_roles WHERE rolname = '${OWNER}'`,
      // pg_signal_backend: to end sessions of the app role, which every managed PostgreSQL allows too.
      `CREATE ROLE ${OWNER} LOGIN CREATEDB CREATEROLE PASSWORD ${client.escapeLiteral(passwords.owner)}
         IN ROLE pg_signal_backend, pg_monitor`,
    );
    await createUnlessThere(
      client,
      `SELECT FROM pg_database WHERE datname = '${DATABASE}'`,
      `CREATE DATABASE ${DATABASE} OWNER ${OWNER}`,
    );
  } finally {
    await client.end();
  }
  // sslmode is stated because PGSSLMODE of the environment would apply otherwise.
  return `postgresql://${OWNER}:${passwords.owner}@127.0.0.1:${port}/${DATABASE}?sslmode=disable`;
}

/** Another process may create the same at the same moment; then its success is ours. */
async function createUnlessThere(client: Client, test: string, create: string): Promise<void> {
  if ((await client.query(test)).rowCount) return;
  try {
    await client.query(create);
  } catch (error) {
    if (!(await client.query(test)).rowCount) throw error;
  }
}
