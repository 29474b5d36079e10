import { once } from 'node:events';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { restoreBackup } from '../../../src/hub/backup/restore-backup.store';
import { takeBackup } from '../../../src/hub/backup/take-backup.store';
import { useDemonstrationDatabase } from '../../kit/demonstration';
import { rheinePolicy } from '../../kit/policy';
import { startGeleit } from '../geleit-process';
import { contentOf, emptyDatabase } from './content';

const database = useDemonstrationDatabase();
let directory: string;
let whole: string;
let target: Awaited<ReturnType<typeof emptyDatabase>>;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'geleit-backup-'));
  whole = join(directory, 'whole');
  await takeBackup({ ownerUrl: database.ownerUrl, folder: whole, geleit: '9.9.9' });
  target = await emptyDatabase();
}, 240_000);
afterAll(async () => {
  await target?.drop();
  await rm(directory, { recursive: true, force: true });
});

const back = (folder: string, ownerUrl = database.ownerUrl) => takeBackup({ ownerUrl, folder, geleit: '9.9.9' });
const restore = (folder: string, ownerUrl = target.url) =>
  restoreBackup({ ownerUrl, folder, policy: rheinePolicy(), managesAppRole: true });
const run = async (args: string[], url = database.ownerUrl, limit?: string) => {
  const { child, output } = await startGeleit(args, { DATABASE_URL: url }, limit);
  const [code] = (await once(child, 'close')) as [number];
  return { code, output: output() };
};

describe('a backup is refused, and leaves nothing behind,', () => {
  afterAll(async () => expect(await readdir(directory)).toEqual(['whole']));

  it('to the role of the hub', async () => {
    await expect(back(join(directory, 'app'), database.appUrl)).rejects.toThrow(/DATABASE_OWNER_UNFIT/);
  });

  it.each([
    ['a policy was dropped', 'drop policy geleit_backup on jobcenter.benefit_case', 'jobcenter.benefit_case'],
    [
      'a policy was changed',
      `alter policy geleit_backup on caritas.counselling_note using (session_user = current_user and current_setting('geleit.backup', true) = 'on' and false)`,
      'caritas.counselling_note',
    ],
    [
      'a policy takes rows away',
      `create policy partly on core.consent as restrictive for select using (state <> 'GIVEN')`,
      'core.consent',
    ],
  ])(
    'where %s',
    async (_, damage, table) => {
      await database.asOwner(damage);
      await expect(back(join(directory, 'fewer'))).rejects.toThrow(
        new RegExp(`${table.replace('.', '\\.')}.*BACKUP_ROWS_HIDDEN`),
      );
      await database.asOwner(
        `drop policy if exists partly on ${table}; drop policy if exists geleit_backup on ${table}`,
      );
      expect((await run(['migrate'])).code).toBe(0);
    },
    60_000,
  );

  it('over another one, and where it cannot be written', async () => {
    await expect(back(whole)).rejects.toThrow(/BACKUP_FOLDER_TAKEN/);
    await expect(back(join(directory, 'nowhere', 'b'))).rejects.toThrow(/BACKUP_NOT_WRITABLE/);
    await expect(back(join(whole, 'manifest.json', 'b'))).rejects.toThrow(/BACKUP_NOT_WRITABLE/);
  });

  it('where the disk is full', async () => {
    const { code, output } = await run(['backup', join(directory, 'full')], database.ownerUrl, '-f 8');
    expect([code, output]).toEqual([1, expect.stringMatching(/BACKUP_DISK_FULL/)]);
  }, 30_000);
});

describe('a function of the owner that the hub calls', () => {
  it('sees no more because the hub says that it takes a backup', async () => {
    await database.asOwner(
      `create function core.peep() returns bigint language sql security definer set search_path = pg_catalog as
         'select count(*) from jobcenter.benefit_case'; grant execute on function core.peep() to geleit_app`,
    );
    const peep = `select set_config('geleit.backup', 'on', true), core.peep() as seen`;
    expect(await database.asApp(null, peep)).toEqual([expect.objectContaining({ seen: '0' })]);
    expect(await database.asOwner(peep)).toEqual([expect.objectContaining({ seen: expect.not.stringMatching(/^0$/) })]);
    await database.asOwner('drop function core.peep()');
  });
});

describe('a restoration is refused, and changes nothing,', () => {
  const damaged = async (name: string, damage: (folder: string) => Promise<unknown>) => {
    const folder = join(directory, name);
    await cp(whole, folder, { recursive: true });
    await damage(folder);
    return restore(folder);
  };
  const changed = (folder: string, change: (manifest: Record<string, unknown>) => object) => async () => {
    const file = join(folder, 'manifest.json');
    const manifest = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
    await writeFile(file, JSON.stringify({ ...manifest, ...change(manifest) }));
  };
  afterAll(async () => {
    const client = new Client({ connectionString: target.url });
    await client.connect();
    const { rows } = await client.query(
      `select nspname from pg_namespace where nspname !~ '^pg_|^information_schema$'`,
    );
    await client.end();
    expect(rows).toEqual([{ nspname: 'public' }]);
  });

  it.each([
    [
      'whose file was changed',
      (folder: string) => writeFile(join(folder, 'core.consent.copy.gz'), 'x', { flag: 'a' }),
      /core\.consent.*BACKUP_DAMAGED/,
    ],
    ['that lacks a file', (folder: string) => rm(join(folder, 'core.person.copy.gz')), /core\.person.*BACKUP_DAMAGED/],
    ['that was not finished', (folder: string) => rm(join(folder, 'manifest.json')), /BACKUP_NOT_READABLE/],
    ['whose manifest is none', (folder: string) => writeFile(join(folder, 'manifest.json'), '{}'), /BACKUP_DAMAGED/],
    [
      'of another version',
      (folder: string) =>
        changed(folder, ({ migrations }) => ({ migrations: [...(migrations as number[]), 1999999999999] }))(),
      /Geleit 9\.9\.9.*1999999999999.*BACKUP_OF_OTHER_VERSION/,
    ],
  ] as const)('from a backup %s', async (name, damage, problem) => {
    await expect(damaged(name, damage)).rejects.toThrow(problem);
  });

  it('into a database with anything in it', async () => {
    await expect(restore(whole, database.ownerUrl)).rejects.toThrow(/DATABASE_NOT_EMPTY/);
  });
});

describe('a process that is killed', () => {
  let watcher: Client;
  beforeAll(async () => {
    watcher = new Client({ connectionString: database.ownerUrl });
    watcher.on('error', () => undefined);
    await watcher.connect();
  });
  afterAll(() => watcher.end());

  /** Kills it once one of its sessions is at this. */
  const killAt = async (args: string[], url: string, what: string) => {
    const { child, ended, output } = await startGeleit(args, { DATABASE_URL: url });
    const name = new URL(url).pathname.slice(1);
    const isThere = `select from pg_stat_activity where datname = $1 and ${what}`;
    while ((await watcher.query(isThere, [name])).rowCount === 0) {
      if (child.exitCode !== null) throw new Error(`It came to its end:\n${output()}`);
      await sleep(2);
    }
    child.kill('SIGKILL');
    expect(await ended).toBeNull();
  };

  it('while it takes a backup leaves nothing that could be taken for one', async () => {
    const blocker = new Client({ connectionString: database.ownerUrl });
    await blocker.connect();
    await blocker.query('begin; lock table core.transfer in access exclusive mode');
    const folder = join(directory, 'killed');
    try {
      await killAt(['backup', folder], database.ownerUrl, `wait_event_type = 'Lock'`);
    } finally {
      await blocker.end();
    }
    const [left] = (await readdir(directory)).filter((name) => name.startsWith('killed'));
    expect(left).toMatch(/^killed\.partial-/);
    await expect(restore(join(directory, left!))).rejects.toThrow(/BACKUP_NOT_READABLE/);
    await back(folder);
  }, 60_000);

  it('while it restores leaves a database into which it can be restored again', async () => {
    const empty = await emptyDatabase();
    try {
      await killAt(['restore', whole], empty.url, `query ~ '^copy .* from stdin'`);
      expect((await contentOf(empty.url)).get('core.person')).toEqual([]);
      const again = await run(['restore', whole, '--no-journal'], empty.url);
      expect(again).toEqual({ code: 0, output: expect.stringMatching(/Restored and compared/) });
      const [after, before] = [await contentOf(empty.url), await contentOf(database.ownerUrl)];
      expect(after.get('core.identity')).toEqual(before.get('core.identity'));
    } finally {
      await empty.drop();
    }
  }, 60_000);
});
