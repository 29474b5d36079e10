import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { MAKE_ROOM } from '../access/log/room';
import { CONNECTING, cutConnection, endConnection, isUnanswered } from '../platform/postgres/connection';
import { isUnavailable } from '../platform/postgres/database-error';
import { flushCommits } from '../platform/postgres/flush-commits';
import { refuseSharedSession } from '../platform/postgres/own-session';
import { refuseUnsafeRole, SecondLockError } from '../platform/postgres/safe-role';
import { settingsStatement, type SessionSettings } from '../platform/postgres/session';
import { ImportError } from './import-error';

/** In milliseconds; a batch takes seconds, and waits for a lock for a minute at most. */
const ANSWER_WITHIN = 180_000;

/** How long an import waits for another one of its kind, e.g. for one that was killed and is still noticed as running. */
const PATIENCE_MS = 10_000;

/**
 * The one connection of an import, as the hub's role under row level security. In a dry run everything happens in a
 * single transaction that is never committed.
 */
export class ImportDatabase {
  private constructor(
    private readonly client: Client,
    readonly isDryRun: boolean,
  ) {}

  /**
   * @param answerWithin how long a statement may take, in milliseconds
   * @throws ImportError DATABASE_UNAVAILABLE; SecondLockError if the role could pass row level security
   */
  static async connect(appUrl: string, isDryRun: boolean, answerWithin = ANSWER_WITHIN): Promise<ImportDatabase> {
    const client = new Client({
      connectionString: appUrl,
      application_name: 'geleit-import',
      ...CONNECTING,
      lock_timeout: 60_000,
      // PostgreSQL itself gives up first: who has not answered by then is not there.
      statement_timeout: answerWithin * 0.95,
      query_timeout: answerWithin,
      // The keys of a large file are compared in a temporary table; compiling plans pays off for none of the statements.
      // An import that has vanished holds its turn until PostgreSQL notices, which takes two hours unless it looks earlier.
      options: `-c temp_buffers=64MB -c jit=off -c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=4`,
    });
    // Without a listener a connection that breaks between two statements would end the process.
    client.on('error', () => undefined);
    const database = new ImportDatabase(client, isDryRun);
    return database.explained(async () => {
      await client.connect();
      await refuseUnsafeRole(client);
      await refuseSharedSession(client, appUrl);
      await flushCommits(client);
      // What it writes is on record too, perhaps before a hub has run this month.
      await client.query(MAKE_ROOM);
      if (isDryRun) await client.query('begin');
      return database;
    });
  }

  /** Runs work that stands or falls together. */
  transaction<Result>(settings: SessionSettings, work: (client: Client) => Promise<Result>): Promise<Result> {
    return this.explained(async () => {
      if (!this.isDryRun) await this.client.query('begin');
      try {
        await this.client.query(settingsStatement(settings));
        const result = await work(this.client);
        if (!this.isDryRun) await this.client.query('commit');
        return result;
      } catch (error) {
        this.cutIfSilent(error);
        if (!this.isDryRun) await this.client.query('rollback').catch(() => undefined);
        throw error;
      }
    });
  }

  /** Makes temporary tables; those of an earlier run on this connection go. */
  async createTemporary(tables: readonly { readonly name: string; readonly definition: string }[]): Promise<void> {
    await this.explained(async () => {
      for (const { name, definition } of tables) {
        await this.client.query(`drop table if exists pg_temp.${name}`);
        await this.client.query(`create temporary table ${name} ${definition}`);
      }
    });
  }

  /**
   * Runs an import while no other of this institution and kind runs: two that interleave would wait for each other's rows.
   * @throws ImportError IMPORT_RUNNING
   */
  async alone<Result>(what: string, work: () => Promise<Result>, patienceMs = PATIENCE_MS): Promise<Result> {
    const key = `hashtextextended('geleit.import/' || $1, 0)`;
    const deadline = Date.now() + patienceMs;
    const isFree = async (): Promise<boolean> => {
      const lock = `select pg_try_advisory_lock(${key}) as free`;
      return (await this.client.query<{ free: boolean }>(lock, [what])).rows[0]!.free;
    };
    while (!(await this.explained(isFree))) {
      if (Date.now() > deadline) throw new ImportError('IMPORT_RUNNING', `Another import of ${what} is running.`);
      await sleep(200);
    }
    try {
      return await work();
    } finally {
      // In a dry run that has failed, the lock goes with the connection.
      await this.client.query(`select pg_advisory_unlock(${key})`, [what]).catch(() => undefined);
    }
  }

  async close(): Promise<void> {
    await endConnection(this.client);
  }

  /** What is asked next on a connection that does not answer would only wait. Errors of the import itself have nothing to do with it. */
  private cutIfSilent(error: unknown): void {
    if (isUnanswered(error)) cutConnection(this.client);
  }

  private async explained<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      this.cutIfSilent(error);
      throw explain(error);
    }
  }
}

/** The details of a PostgreSQL error quote rows, so nothing but its code passes; not even as a cause, which logs print. */
function explain(error: unknown): unknown {
  if (error instanceof ImportError || error instanceof SecondLockError) return error;
  const { code } = (error ?? {}) as { code?: unknown };
  if (code === '53100') return new ImportError('DATABASE_DISK_FULL', 'The disk of the database is full.');
  if (isUnavailable(error)) {
    return new ImportError(
      'DATABASE_UNAVAILABLE',
      'The database is not reachable, was lost, or was busy for too long.',
    );
  }
  if (typeof code !== 'string' || !/^[0-9A-Z]{5}$/.test(code)) return error;
  const isOlder = ['42P01', '42703', '42883', '3F000'].includes(code);
  return isOlder
    ? new ImportError('DATABASE_NOT_READY', 'The database lacks a table of this version.')
    : new ImportError('DATABASE_REFUSED', `The database refused the import (SQLSTATE ${code}).`);
}
