import { afterEach, describe, expect, it } from '@jest/globals';
import { Database } from '../../src/platform/postgres/database';
import type { SessionSettings } from '../../src/platform/postgres/session';
import { useDatabase } from '../kit/database';

const settingsOf = (actor: string): SessionSettings => ({
  ...{ institution: 'city', role: 'counsellor', purpose: null, person: null, request: '-' },
  actor,
});
const ACTOR = `select current_setting('geleit.actor') as actor`;

describe('a statement in one flight with its settings', () => {
  const test = useDatabase(async ({ asOwner, appUrl }) => {
    const role = new URL(appUrl).username;
    await asOwner(`create table public.flight (n int primary key, later int unique deferrable initially deferred);
      grant select, insert on public.flight to "${role}"`);
  });
  const opened: Database[] = [];
  /** With one connection, so that every flight takes the same. */
  const door = (): Database => {
    const database = new Database({ url: test.appUrl, poolSize: 1 });
    opened.push(database);
    return database;
  };
  afterEach(async () => {
    for (const database of opened.splice(0)) await database.close();
  });

  it('runs under its own settings, however many fly at once', async () => {
    const database = new Database({ url: test.appUrl, poolSize: 3 });
    opened.push(database);
    const actors = Array.from({ length: 40 }, (_, i) => `actor-${i}`);
    const rows = await Promise.all(
      actors.map((actor) => database.once(settingsOf(actor), { name: 'actor', text: ACTOR })),
    );
    expect(rows).toEqual(actors.map((actor) => [{ actor }]));
  });

  it('leaves no setting behind on the connection', async () => {
    const database = door();
    await database.once(settingsOf('a'), { text: ACTOR });
    expect(await database.maintain(ACTOR)).toEqual([{ actor: '' }]);
    await expect(database.maintain(`select core.setting('actor')`)).rejects.toThrow('no request context');
  });

  it('is one transaction: what fails at its end has not happened', async () => {
    const database = door();
    const insert = (n: number, later: number) =>
      database.once(settingsOf('a'), {
        name: 'insert',
        text: 'insert into public.flight values ($1, $2) returning n',
        values: [n, later],
      });
    expect(await insert(1, 1)).toEqual([{ n: 1 }]);
    // The first fails while it runs, the second, for a constraint that is checked at commit, after it has answered.
    await expect(insert(1, 2)).rejects.toMatchObject({ code: 'ALREADY_EXISTS' });
    await expect(insert(2, 1)).rejects.toMatchObject({ code: 'ALREADY_EXISTS' });
    expect(await database.maintain('select n, later from public.flight')).toEqual([{ n: 1, later: 1 }]);
  });

  it('lets the connection go on after a statement that cannot be parsed, planned or bound', async () => {
    const database = door();
    const pid = await database.maintain('select pg_backend_pid() as pid');
    for (const broken of [
      { name: 'no-sql', text: 'selec' },
      { name: 'no-table', text: 'select * from public.nowhere' },
      { name: 'no-number', text: 'select $1::int', values: ['x'] },
      { text: 'select 1 / $1::int', values: [0] },
    ]) {
      for (let time = 0; time < 2; time += 1) {
        await expect(database.once(settingsOf('a'), broken)).rejects.toMatchObject({ severity: 'ERROR' });
      }
      expect(await database.once(settingsOf('b'), { name: 'actor', text: ACTOR })).toEqual([{ actor: 'b' }]);
    }
    expect(await database.maintain('select pg_backend_pid() as pid')).toEqual(pid);
  });

  it('gives up a connection on which somebody has thrown away what was prepared', async () => {
    const database = door();
    await database.once(settingsOf('a'), { text: ACTOR });
    await database.maintain('deallocate all');
    await expect(database.once(settingsOf('a'), { text: ACTOR })).rejects.toMatchObject({ code: '26000' });
    expect(await database.once(settingsOf('b'), { text: ACTOR })).toEqual([{ actor: 'b' }]);
  });

  it('can follow and precede a transaction of several statements on the same connection', async () => {
    const database = door();
    const both = await Promise.all([
      database.once(settingsOf('a'), { text: ACTOR }),
      database.transaction(settingsOf('b'), async (transaction) => (await transaction.query({ text: ACTOR })).rows),
      database.once(settingsOf('c'), { name: 'actor', text: ACTOR }),
    ]);
    expect(both).toEqual([[{ actor: 'a' }], [{ actor: 'b' }], [{ actor: 'c' }]]);
  });
});
