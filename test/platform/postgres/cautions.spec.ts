import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { useDatabase } from '../../kit/database';
import { cautions, type Surroundings } from '../../../src/platform/postgres/cautions';
import { LISTENER } from '../../../src/platform/postgres/listener';

describe('what the operator is told of the surroundings of the hub', () => {
  const database = useDatabase();
  let app: Client & { processID?: number | null };

  beforeAll(async () => {
    app = new Client({ connectionString: database.appUrl });
    app.on('error', () => undefined);
    await app.connect();
  });
  afterAll(() => app.end());

  const told = (around: Partial<Surroundings> = {}) =>
    cautions(app, { poolSize: 1, now: new Date(), announcedProcess: app.processID ?? null, ...around });

  it('is nothing where all is well', async () => {
    expect(app.processID).toBeGreaterThan(0);
    expect(await told()).toEqual([]);
  });

  it('is that connections are fewer than the pool asks for', async () => {
    expect(await told({ poolSize: 100_000 })).toEqual([expect.stringMatching(/asks for 100001 .*max_connections/)]);
  });

  it.each([
    ['of the database', (name: string) => `alter database ${name} connection limit 5`],
    ['of the server for everybody else', () => ''],
  ])('is that all processes together ask for more than the limit %s, counted by who listens', async (_, limit) => {
    const [{ name, free } = { name: '', free: 0 }] = await database.asOwner<{ name: string; free: number }>(
      `select current_database() as name, current_setting('max_connections')::int as free`,
    );
    if (limit(name)) await database.asOwner(limit(name));
    const each = limit(name) ? 2 : Math.ceil(free / 3);
    const listeners = await Promise.all(
      [1, 2, 3].map(async () => {
        const client = new Client({ connectionString: database.appUrl, application_name: LISTENER });
        await client.connect();
        return client;
      }),
    );
    expect(await told({ poolSize: each - 1 })).toEqual([
      expect.stringMatching(`3 of its processes ask for ${3 * each}: `),
    ]);
    await Promise.all(listeners.map((client) => client.end()));
    await database.asOwner(`alter database ${name} connection limit -1`);
  });

  it('is another version of the collation than that by which texts are in order', async () => {
    // Only a superuser could make PostgreSQL say so.
    const query = async (text: string) => {
      const { rows } = await app.query<object>(text);
      return { rows: rows.map((row) => ({ ...row, collation: '2.36, and is now 2.41' })) };
    };
    const around = { poolSize: 1, now: new Date(), announcedProcess: app.processID ?? null };
    expect(await cautions({ query } as never, around)).toEqual([
      expect.stringMatching(/version 2\.36, and is now 2\.41: .*REINDEX DATABASE.*REFRESH COLLATION/),
    ]);
  });

  it('is that the clocks are apart, in either direction', async () => {
    for (const seconds of [60, -60]) {
      expect(await told({ now: new Date(Date.now() + seconds * 1_000) })).toEqual([
        expect.stringMatching(/(59|60|61) s apart/),
      ]);
    }
  });

  it('is that a pooler answers in place of PostgreSQL', async () => {
    expect(await told({ announcedProcess: -1 })).toEqual([expect.stringMatching(/^A pooler/)]);
  });
});
