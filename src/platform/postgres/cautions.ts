import { Client } from 'pg';
import { CONNECTING, endConnection } from './connection';
import { LISTENER } from './listener';

/** What the hub counts on besides PostgreSQL itself. */
export interface Surroundings {
  readonly poolSize: number;
  /** The clock of this machine. */
  readonly now: Date;
  /** The process that the server named when the connection was made; a pooler names one of its own. */
  readonly announcedProcess: number | null;
}

interface Found {
  readonly process: number;
  readonly clock: Date;
  /** Connections that the hub may have, those included that it has. */
  readonly room: number;
  /** Processes of the hub that run now. */
  readonly running: number;
  readonly collation: string | null;
}

/** Each hub process listens on one connection besides its pool. */
const LISTENING = 1;
/** Tokens are valid for minutes and consents begin at once: more is seen by users. */
const SECONDS_APART = 5;

const FOUND_SQL = `select pg_backend_pid() as process, clock_timestamp() as clock,
    least(current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
        - coalesce(current_setting('reserved_connections', true)::int, 0) - s.others,
      nullif(d.datconnlimit, -1) - s.others_here, nullif(r.rolconnlimit, -1))::int as room,
    s.running::int as running,
    case when d.datcollversion is distinct from pg_database_collation_actual_version(d.oid)
      then format('%s, and is now %s', d.datcollversion, pg_database_collation_actual_version(d.oid)) end as collation
  from pg_database d, pg_roles r, lateral (
    select count(*) filter (where usename <> current_user) as others,
      count(*) filter (where usename <> current_user and datname = current_database()) as others_here,
      count(*) filter (where usename = current_user and datname = current_database() and application_name = '${LISTENER}') as running
    from pg_stat_activity where usename is not null and datname is not null) s
  where d.datname = current_database() and r.rolname = current_user`;

/** The warnings of `cautions` for a connection of its own; none where the database does not answer, which the checks tell. */
export async function cautionsAt(appUrl: string, poolSize: number): Promise<string[]> {
  const app: Client & { readonly processID?: number | null } = new Client({
    connectionString: appUrl,
    ...CONNECTING,
  });
  app.on('error', () => undefined);
  try {
    await app.connect();
    return await cautions(app, { poolSize, now: new Date(), announcedProcess: app.processID ?? null });
  } catch {
    return [];
  } finally {
    await endConnection(app);
  }
}

/** What works now and will not, or not always: told to the operator beside the checks, each with what to do about it. */
export async function cautions(app: Pick<Client, 'query'>, around: Surroundings): Promise<string[]> {
  const { rows } = await app.query<Found>(FOUND_SQL);
  const { process, clock, room, running, collation } = rows[0]!;
  const each = around.poolSize + LISTENING;
  const needed = Math.max(running, 1) * each;
  const apart = Math.abs(clock.getTime() - around.now.getTime()) / 1_000;
  const found: string[] = [];
  if (around.announcedProcess !== null && around.announcedProcess !== process) {
    found.push(
      'A pooler stands between the hub and PostgreSQL. It must pool by session, with as many as all hub processes ask for: with one ' +
        'that shares sessions between transactions the hub does not start.',
    );
  }
  if (room < needed) {
    found.push(
      `PostgreSQL has room for ${room} connections of the hub beside those of others, and ${Math.max(running, 1)} of its processes ask for ` +
        `${needed}: each asks for ${each} (POOL_SIZE and one to listen). ` +
        'Lower POOL_SIZE or raise max_connections, or the limit of the role or the database.',
    );
  }
  if (apart > SECONDS_APART) {
    found.push(`The clocks of this machine and of PostgreSQL are ${Math.round(apart)} s apart. Set both by NTP.`);
  }
  if (collation !== null) {
    found.push(
      `The order of letters was that of version ${collation}: texts may not be found by their indexes. ` +
        'Run REINDEX DATABASE and ALTER DATABASE ... REFRESH COLLATION VERSION.',
    );
  }
  return found;
}
