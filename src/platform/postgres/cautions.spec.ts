import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { useDatabase } from '../../../test/kit/database';
import { cautions, type Surroundings } from './cautions';

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
