import type { Writable } from 'node:stream';
import { Pool, type ClientBase, type PoolClient, type QueryResult, type QueryResultRow } from 'pg';
import { CONNECTING, cutConnection, isSound } from './connection';
import { databaseError, isConflict, isUseless, unavailable } from './database-error';
import { flushCommits } from './flush-commits';
import { inOneFlight, prepareFlights, type Statement } from './one-flight';
import { backendOf, isPooled, refuseSharedSession, sharedSession } from './own-session';
import { PreparedStatements } from './prepared-statements';
import { refuseOpenTables, refuseUnsafeRole } from './safe-role';
import { settingsStatement, type SessionSettings } from './session';

export type { Statement };

/** How long PostgreSQL may work on a statement, in milliseconds; it ends it itself then. */
const STATEMENT_WITHIN = 15_000;

/**
 * What the session of each connection has; set by it, because a pooler takes none of it along. Compiling a plan costs more than running
 * it for the hub's small statements, and so does planning them anew for each set of parameters: every statement finds its rows through an
 * index whatever they are. That an index costs four times what reading on costs was true of disks with a head; it made PostgreSQL sort
 * what the index has in order.
 */
const SESSION_SQL = `select ${Object.entries({
  statement_timeout: STATEMENT_WITHIN,
  lock_timeout: 5_000,
  idle_in_transaction_session_timeout: 20_000,
  jit: 'off',
  plan_cache_mode: 'force_generic_plan',
  random_page_cost: 1.1,
})
  .map(([name, value]) => `set_config('${name}', '${value}', false)`)
  .join(', ')}`;

/** How long `close` lets what is under way come to its end, in milliseconds. */
const CLOSE_WITHIN = 2_000;

export interface Transaction {
  query<Row extends QueryResultRow>(statement: Statement): Promise<QueryResult<Row>>;
}

/** What refused a statement and can be mended by another one, after which it is worth trying again. */
export interface Repair {
  /** Whether it mends this error of PostgreSQL. */
  mends(error: DatabaseFailure): boolean;
  readonly text: string;
}

export interface DatabaseFailure {
  readonly code?: unknown;
  readonly routine?: unknown;
}

export interface DatabaseOptions {
  readonly url: string;
  readonly poolSize: number;
  readonly repair?: Repair;
  /** Called for every statement besides transaction control; tests count with it. */
  readonly onStatement?: (text: string) => void;
}

/**
 * The hub's only door to PostgreSQL at request time. Nothing runs outside a transaction with a request context, so a
 * forgotten context cannot happen by omission.
 */
export class Database {
  private readonly pool: Pool;
  private readonly prepared: PreparedStatements;
  private mending: Promise<unknown> | undefined;
  private readonly open = new Set<ClientBase>();
  /** Who worked for each connection when it was made. */
  private readonly backends = new WeakMap<ClientBase, number>();
  private unshared: Promise<void> | undefined;
  /** Connections that are used no more once they are free. */
  private readonly outdated = new WeakSet<ClientBase>();

  constructor(private readonly options: DatabaseOptions) {
    this.prepared = new PreparedStatements(options.poolSize);
    this.pool = new Pool({
      connectionString: options.url,
      max: options.poolSize,
      pipeline: true,
      application_name: 'geleit',
      // A full pool, a stuck lock or a silent network answers 503 within seconds instead of queuing without bound.
      ...CONNECTING,
      // Longer than PostgreSQL itself takes: who has not answered by then is not there.
      query_timeout: STATEMENT_WITHIN + 1_000,
      onConnect: this.verified,
    });
    // Without a listener a terminated connection would end the process: the pool listens only to idle ones. Whoever
    // uses the connection learns it from the statement that fails.
    this.pool.on('error', () => undefined);
    this.pool.on('connect', (client) => client.on('error', () => undefined));
    prepareFlights(this.pool);
  }

  /**
   * One statement with its context, as a transaction of its own; once more where others were in its way, or what refused it
   * is mended. It leaves nothing behind where it fails.
   */
  async once<Row>(settings: SessionSettings, statement: Statement): Promise<Row[]> {
    try {
      return await this.fly<Row>(settings, statement);
    } catch (error) {
      if (!isConflict(error) && !(await this.mended(error))) throw databaseError(error);
    }
    return this.fly<Row>(settings, statement).catch((error: unknown) => {
      throw databaseError(error);
    });
  }

  private async fly<Row>(settings: SessionSettings, statement: Statement): Promise<Row[]> {
    const client = await this.connect();
    this.options.onStatement?.(statement.text);
    try {
      const rows = await inOneFlight<Row>(client, settings, {
        ...statement,
        name: this.prepared.nameOn(client, statement),
      });
      client.release();
      return rows;
    } catch (error) {
      this.giveBack(client, error);
      throw error;
    }
  }

  /**
   * Several statements that stand or fall together. They are not run again, because the work may have done more than ask:
   * where others were in its way, or what refused it is mended now, the client is told to try again.
   */
  async transaction<Result>(
    settings: SessionSettings,
    work: (transaction: Transaction) => Promise<Result>,
  ): Promise<Result> {
    const client = await this.connect();
    // Leaves together with the first statement of the work, which PostgreSQL refuses if this fails.
    const opened = inOneWrite(client, () =>
      Promise.all([client.query('begin'), client.query(settingsStatement(settings))]),
    );
    opened.catch(() => undefined);
    try {
      const result = await work({
        query: (statement) => {
          this.options.onStatement?.(statement.text);
          const { text, values } = statement;
          return client.query({ name: this.prepared.nameOn(client, statement), text, values: [...(values ?? [])] });
        },
      });
      await opened;
      await client.query('commit');
      client.release();
      return result;
    } catch (failure) {
      const error: unknown = await opened.then(
        () => failure,
        (first: unknown) => first,
      );
      await client.query('rollback').catch(() => undefined);
      this.giveBack(client, error);
      throw (await this.mended(error)) ? unavailable() : databaseError(error);
    }
  }

  /** Runs a statement that concerns no request, e.g. a health check or the sealing of the log. No table lets it read. */
  async maintain<Row extends QueryResultRow>(text: string): Promise<Row[]> {
    try {
      return (await this.pool.query<Row>(text)).rows;
    } catch (error) {
      throw databaseError(error);
    }
  }

  /**
   * Checks that the second lock holds the hub: its role, and the tables that it reaches.
   * @throws SecondLockError; GeleitError UNAVAILABLE if the database does not answer
   */
  async checkSecondLock(): Promise<void> {
    const client = await this.connect();
    try {
      // Again, although a new connection was checked: roles can be changed under an open one.
      await refuseUnsafeRole(client);
      await this.refuseOtherSession(client);
      await refuseOpenTables(client);
      client.release();
    } catch (error) {
      this.giveBack(client, error);
      throw databaseError(error);
    }
  }

  /**
   * Whether the database takes writes, and with them the access log. A server that only reads may have been the primary a
   * moment ago: the connections to it are given up, so that the next ones find the new primary.
   * @throws GeleitError UNAVAILABLE if the database does not answer
   */
  async takesWrites(): Promise<boolean> {
    const client = await this.connect();
    try {
      const { rows } = await client.query<{ only: string }>(`select current_setting('transaction_read_only') as only`);
      const takes = rows[0]?.only === 'off';
      if (!takes) this.outdateAll();
      client.release(!takes);
      return takes;
    } catch (error) {
      this.giveBack(client, error);
      throw databaseError(error);
    }
  }

  /** Lets go of the database: what is under way has two seconds, also where nobody answers any more. */
  async close(): Promise<void> {
    const cutAll = (): void => this.open.forEach(cutConnection);
    const late = setTimeout(cutAll, CLOSE_WITHIN);
    await this.pool.end();
    clearTimeout(late);
    // Idle connections say goodbye; the process need not wait for the answer.
    setTimeout(cutAll, CLOSE_WITHIN).unref();
  }

  /**
   * A connection that could pass the second lock, or report what is not on disk, is used for nothing: the pool waits for this,
   * though its type forgets that.
   */
  private readonly verified = (client: ClientBase): unknown => {
    this.open.add(client);
    client.once('end', () => this.open.delete(client));
    return Promise.all([
      refuseUnsafeRole(client),
      flushCommits(client),
      client.query(SESSION_SQL),
      this.refuseSharedSession(client),
    ]);
  };

  /** A pooler is looked at once, through the first connection by it, until it is found to share sessions. */
  private async refuseSharedSession(client: ClientBase): Promise<void> {
    const backend = await backendOf(client);
    this.backends.set(client, backend);
    if (!isPooled(client, backend)) return;
    this.unshared ??= refuseSharedSession(client, this.options.url);
    await this.unshared.catch((error: unknown) => {
      this.unshared = undefined;
      throw error;
    });
  }

  /** A pooler may be set otherwise while the hub runs. */
  private async refuseOtherSession(client: ClientBase): Promise<void> {
    if ((await backendOf(client)) === this.backends.get(client)) return;
    this.unshared = undefined;
    this.outdateAll();
    throw sharedSession();
  }

  /** Mends what has refused a statement, once for all who were refused. @returns whether it is mended */
  private async mended(error: unknown): Promise<boolean> {
    const { repair } = this.options;
    if (!repair?.mends(error ?? {})) return false;
    this.mending ??= this.maintain(repair.text).finally(() => (this.mending = undefined));
    return this.mending.then(
      () => true,
      () => false,
    );
  }

  /** Gives a connection back on which something has failed. */
  private giveBack(client: PoolClient, error: unknown): void {
    if ((error as { code?: unknown } | null)?.code === READ_ONLY) this.outdateAll();
    client.release(isBroken(error));
  }

  /** Where one connection leads to a server that only reads, all do that are open: each would refuse one request more. */
  private outdateAll(): void {
    for (const client of this.open) this.outdated.add(client);
  }

  private async connect(): Promise<PoolClient> {
    try {
      let client = await this.pool.connect();
      while (this.outdated.has(client)) {
        client.release(true);
        client = await this.pool.connect();
      }
      this.prepared.forgetUnused(client);
      return client;
    } catch (error) {
      throw databaseError(error);
    }
  }
}

/** PostgreSQL only reads: it has become a replica, or a session may not write. */
const READ_ONLY = '25006';

/** Collects what the work sends and hands it to the socket at once: one system call instead of one for each query. */
function inOneWrite<Result>(client: PoolClient, work: () => Result): Result {
  const { stream } = (client as unknown as { connection: { stream: Writable } }).connection;
  stream.cork();
  try {
    return work();
  } finally {
    process.nextTick(() => stream.uncork());
  }
}

/** PostgreSQL does not know a statement that was prepared on this connection: somebody else has reset it. */
const UNKNOWN_STATEMENT = '26000';

function isBroken(error: unknown): boolean {
  if (!isSound(error)) return true;
  const { code } = error as { code: string };
  return code === UNKNOWN_STATEMENT || isUseless(code);
}
