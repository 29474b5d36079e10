import type { ClientBase } from 'pg';

export type Asked = Pick<ClientBase, 'query'>;

/** There is no such table, or the hub's role may not read it yet. */
const NONE = ['42P01', '42501'];

/** The timestamps of the migrations that a table names; undefined where there is none for this connection. */
export async function timestampsIn(client: Asked, table: string): Promise<number[] | undefined> {
  try {
    const { rows } = await client.query<{ timestamp: string }>(`select "timestamp" from ${table}`);
    return rows.map(({ timestamp }) => Number(timestamp));
  } catch (error) {
    if (NONE.includes(String((error as { code?: unknown }).code))) return undefined;
    throw error;
  }
}
