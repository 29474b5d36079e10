import { createRequire } from 'node:module';
import { appRoleUrl } from '../platform/app-role';
import type { Config } from '../platform/config/config';
import type { Way } from '../platform/postgres/reach';
import type * as EmbeddedPostgres from '../platform/embedded-postgres/embedded-postgres';

const load = createRequire(__filename);

/** The PostgreSQL that a command works with. */
export interface OpenDatabase {
  /** For migrations and maintenance. */
  readonly ownerUrl: string;
  /** For everything else: the hub's own role under row level security. */
  readonly appUrl: string;
  readonly isEmbedded: boolean;
  /** False where an administrator has made the hub's role. */
  readonly managesAppRole: boolean;
  close(): Promise<void>;
}

/** The way of the hub's own role. */
export const hubsWay = ({ appUrl, managesAppRole }: Pick<OpenDatabase, 'appUrl' | 'managesAppRole'>): Way => ({
  url: appUrl,
  variable: managesAppRole ? 'DATABASE_URL' : 'APP_DATABASE_URL',
  isDerived: managesAppRole,
});

/** Opens the configured PostgreSQL, or the embedded one if none is configured. */
export async function openDatabase(config: Config): Promise<OpenDatabase> {
  const managesAppRole = config.appDatabaseUrl === undefined;
  if (config.databaseUrl !== undefined) {
    const appUrl = appRoleUrl(config.databaseUrl, config);
    return { ownerUrl: config.databaseUrl, appUrl, isEmbedded: false, managesAppRole, close: () => Promise.resolve() };
  }
  // For trying out only: whoever has a PostgreSQL runs without it.
  const { startEmbeddedPostgres } = load('../platform/embedded-postgres/embedded-postgres') as typeof EmbeddedPostgres;
  const embedded = await startEmbeddedPostgres({ dataDir: config.dataDir });
  return {
    ownerUrl: embedded.ownerUrl,
    appUrl: appRoleUrl(embedded.ownerUrl),
    isEmbedded: true,
    managesAppRole: true,
    close: () => embedded.stop(),
  };
}
