import type { Writable } from 'node:stream';
import { Query, type Client, type Pool, type PoolClient, type Submittable } from 'pg';
import { settingsStatement, type SessionSettings } from './session';

/** A statement; with a name PostgreSQL plans it once per connection. */
export interface Statement {
  readonly name?: string;
  readonly text: string;
  readonly values?: readonly unknown[];
  /** It follows from what a client's document selects: there may be any number of such. */
  readonly ofDocument?: true;
  /** Rows are arrays of values, in the order of the columns. */
  readonly rowMode?: 'array';
}

/**
 * Runs a statement under its settings as a transaction of its own, in one flight. Between two synchronisations the extended
 * query protocol is one transaction already (PostgreSQL, "Pipelining"), so `begin` and `commit` need not be sent, and
 * PostgreSQL answers once instead of four times.
 * @throws what PostgreSQL reports; nothing is committed then
 */
export function inOneFlight<Row>(
  client: PoolClient,
  settings: SessionSettings,
  { name, text, values = [], rowMode }: Statement,
): Promise<Row[]> {
  return new Promise((resolve, reject) => {
    const config = { name, text, values: [...values], queryMode: 'extended', rowMode };
    const flight = new FlightQuery(settingsStatement(settings), config, (error, result) => {
      if (error) reject(error);
      else resolve(result.rows as Row[]);
    });
    client.query(flight as unknown as Submittable);
  });
}

/** Lets every connection of a pool know the settings statement before its first flight, which only names it. */
export function prepareFlights(pool: Pool): void {
  pool.on('connect', (client) => {
    const nobody = { institution: null, role: '-', purpose: null, person: null, actor: '-', request: '-' };
    // Without a transaction the settings are gone with the statement. If it fails, so will the flight that names it.
    (client as Client).query(settingsStatement(nobody)).catch(() => undefined);
  });
}

/** What a query of `pg` has besides its published type; `pg-cursor` and `pg-query-stream` build on the same. */
interface QueryParts {
  submit(connection: Connection): Error | null;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, connection: Connection): void;
}

interface Connection {
  readonly stream: Writable;
  bind(message: { statement: string; values: readonly string[] }): void;
  execute(message: { portal: string; rows: number }): void;
}

type Callback = (error: Error | null, result: { rows: unknown[] }) => void;

const BaseQuery = Query as unknown as new (config: object, values: undefined, callback: Callback) => QueryParts;

/** A query before which the settings are set. Its own synchronisation is the only one, and ends the transaction. */
class FlightQuery extends BaseQuery {
  /** The settings have been set: what comes now belongs to the query. */
  private isOpen = false;

  constructor(
    private readonly settings: { readonly name: string; readonly values: readonly string[] },
    config: object,
    callback: Callback,
  ) {
    super(config, undefined, callback);
  }

  override submit(connection: Connection): Error | null {
    const { name, values } = this.settings;
    connection.stream.cork();
    try {
      connection.bind({ statement: name, values });
      connection.execute({ portal: '', rows: 0 });
      return super.submit(connection);
    } finally {
      connection.stream.uncork();
    }
  }

  override handleDataRow(message: unknown): void {
    if (this.isOpen) super.handleDataRow(message);
  }

  override handleCommandComplete(message: unknown, connection: Connection): void {
    if (this.isOpen) super.handleCommandComplete(message, connection);
    else this.isOpen = true;
  }
}
