import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database } from '../../src/platform/postgres/database';
import { useDatabase } from '../kit/database';
import { staff } from '../kit/hub';
import { person, type TestPerson } from '../kit/people';
import { startTestHub, type RunningTestHub } from './running-hub';

const READ = 'query ($id: ID!) { person(id: $id) { identity { familyName } } }';
const REGISTER = 'mutation ($input: RegisterPersonInput!) { registerPerson(input: $input) { id } }';

describe('what PostgreSQL refuses for a moment', () => {
  const database = useDatabase();
  let hub: RunningTestHub;
  let known: TestPerson;
  let written = 0;

  beforeAll(async () => {
    known = await person(database).with('Identity', { by: 'city' }).create();
    hub = await startTestHub({ appUrl: database.appUrl, poolSize: 4 });
    // A sequence counts on although the transaction is undone.
    await database.asOwner(`create schema trial; grant usage on schema trial to geleit_app; create sequence trial.turn;
      grant all on sequence trial.turn to geleit_app`);
  });
  afterAll(() => hub.stop());

  const read = () => hub.ask(staff('city'), null, READ, { id: known.id });
  const register = () =>
    hub.ask(staff('city'), null, REGISTER, {
      input: { fileNumber: `C-${(written += 1)}`, givenName: 'Ana', familyName: 'Beispiel', birthDate: '1990-01-01' },
    });
  /** A table refuses the next so many rows with this code of PostgreSQL. */
  const refuse = async (table: string, code: string, times: number): Promise<void> => {
    await database.asOwner(`drop trigger if exists trial on core.access_entry; drop trigger if exists trial on core.identity;
      alter sequence trial.turn restart;
      create or replace function trial.refuse() returns trigger language plpgsql as $$ begin
        if nextval('trial.turn') <= ${times} then raise exception 'trial' using errcode = '${code}'; end if; return new; end $$;
      create trigger trial before insert on core.${table} for each row execute function trial.refuse()`);
  };
  const tryLater = { status: 503, codes: ['UNAVAILABLE'], headers: { 'retry-after': '2' } };

  it.each(['40001', '40P01'])('is read again at once where others were in the way (%s)', async (code) => {
    await refuse('access_entry', code, 1);
    expect(await read()).toMatchObject({ status: 200, codes: [] });
  });

  it.each(['40001', '40P01', '25P03', '25006'])(
    'is told to be tried again where that did not help, and where it wrote (%s)',
    async (code) => {
      await refuse('access_entry', code, 100);
      const refused = await read();
      expect(refused).toMatchObject(tryLater);
      expect(refused.text).not.toContain('"data"');
      await refuse('identity', code, 1);
      expect(await register()).toMatchObject(tryLater);
      expect(await register()).toMatchObject({ status: 200, codes: [] });
    },
  );

  it('is a server that only reads: told so, not ready, and left for a new connection', async () => {
    await database.asOwner(
      'drop trigger if exists trial on core.access_entry; drop trigger if exists trial on core.identity',
    );
    const readyz = async () => (await fetch(new URL('/readyz', hub.url))).status;
    await database.asOwner(`alter database ${database.name} set default_transaction_read_only = on`);
    await database.asOwner(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = 'geleit_app'`,
    );
    const refused = [await read(), await register(), await read()];
    for (const answer of refused) expect(answer).toMatchObject(tryLater);
    expect(await readyz()).toBe(503);
    // What has taken its place is found without a word: no connection to the old one is kept.
    await database.asOwner(
      `begin read write; alter database ${database.name} reset default_transaction_read_only; commit`,
    );
    const answers: number[] = [];
    for (let attempt = 0; attempt < 10; attempt += 1) answers.push((await read()).status, await readyz());
    expect(answers.slice(-4)).toEqual([200, 200, 200, 200]);
  });

  it('is a server that only reads: what one connection finds counts for all that lead there', async () => {
    const hubs = new Database({ url: database.appUrl, poolSize: 4 });
    await database.asOwner(`alter database ${database.name} set default_transaction_read_only = on`);
    await Promise.all([1, 2, 3, 4].map(() => hubs.maintain('select pg_sleep(0.2)')));
    await database.asOwner(
      `begin read write; alter database ${database.name} reset default_transaction_read_only; commit`,
    );
    expect(await hubs.takesWrites()).toBe(false);
    const later = [await hubs.takesWrites(), ...(await Promise.all([1, 2, 3, 4].map(() => hubs.takesWrites())))];
    expect(later).toEqual([true, true, true, true, true]);
    await hubs.close();
  });
});
