import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { finishRestoration } from '../../../src/hub/backup/finish-restoration.store';
import type { Manifest } from '../../../src/hub/backup/backup-manifest';
import { restoreBackup } from '../../../src/hub/backup/restore-backup.store';
import { takeBackup } from '../../../src/hub/backup/take-backup.store';
import { appRoleUrl } from '../../../src/platform/app-role';
import { startTestHub } from '../running-hub';
import { useDemonstrationDatabase } from '../../kit/demonstration';
import { self, staff, useHub } from '../../kit/hub';
import { writePastLog } from '../../kit/past-log';
import { person, type TestPerson } from '../../kit/people';
import { rheinePolicy } from '../../kit/policy';
import { contentOf, emptyDatabase, structureOf } from './content';

const EVERYTHING = `query ($id: ID!) { person(id: $id) { identity { familyName } counsellingEpisodes { topic } benefitCases { status } } }`;

describe('a backup of a hub that serves, restored into another database', () => {
  let known: TestPerson;
  const database = useDemonstrationDatabase(async (filled) => {
    known = await person(filled)
      .withEverything('city')
      .withEverything('caritas', ['Booklet'])
      .consenting({ recipients: ['jobcenter'], categories: ['IDENTITY'], purposes: ['CASE_MANAGEMENT'] })
      .create();
    await writePastLog(filled, known.id, [5, 4, 3, 2, 1]);
  });
  const hub = useHub(database);
  let directory: string;
  let folder: string;
  let manifest: Manifest;
  let restored: Awaited<ReturnType<typeof emptyDatabase>>;
  let before: Awaited<ReturnType<typeof contentOf>>;

  const restore = () => restoreBackup({ ownerUrl: restored.url, policy: rheinePolicy(), managesAppRole: true, folder });

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'geleit-backup-'));
    folder = join(directory, 'monday');
    for (const caller of [staff('city'), staff('caritas'), self(known.id)])
      await hub.ask(caller, 'CASE_MANAGEMENT', EVERYTHING, { id: known.id });
    manifest = await takeBackup({ ownerUrl: database.ownerUrl, folder, geleit: 'test' });
    before = await contentOf(database.ownerUrl);
    restored = await emptyDatabase();
  }, 240_000);
  afterAll(async () => {
    await restored?.drop();
    await rm(directory, { recursive: true, force: true });
  });

  it('holds every table of the hub with rows that row level security hides from the owner too', () => {
    const rows = new Map(manifest.tables.map(({ name, rows }) => [name, Number(rows)]));
    const tables = [...before.keys()].filter((table) => !table.startsWith('core.access_entry_'));
    expect([...rows.keys()].sort()).toEqual(tables.sort());
    for (const table of [
      'caritas.counselling_note',
      'caritas.counselling_episode',
      'jobcenter.benefit_case',
      'core.identity',
    ])
      expect(rows.get(table)).toBeGreaterThan(0);
    for (const table of tables.filter((name) => name !== 'core.backup_taken'))
      expect([table, rows.get(table)]).toEqual([table, before.get(table)!.length]);
  });

  it('is readable for its owner alone', async () => {
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    for (const file of await readdir(folder)) expect((await stat(join(folder, file))).mode & 0o777).toBe(0o600);
    expect(await readdir(directory)).toEqual(['monday']);
  });

  it('is the same, row by row, with its locks, triggers, partitions and sequences', async () => {
    await restore();
    const after = await contentOf(restored.url);
    expect([...after.keys()]).toEqual([...before.keys()]);
    for (const [table, rows] of before) {
      // It is remembered only once the backup stands.
      if (table !== 'core.backup_taken') expect([table, after.get(table)]).toEqual([table, rows]);
    }
  }, 120_000);

  it('answers nobody before somebody has said what became of the decisions made since', async () => {
    await expect(startTestHub({ appUrl: appRoleUrl(restored.url) })).rejects.toThrow(/RESTORATION_UNFINISHED/);
    await expect(restore()).rejects.toThrow(/DATABASE_NOT_EMPTY/);
  });

  it('answers everybody as before, once that is said', async () => {
    await finishRestoration(restored.url, []);
    await expect(finishRestoration(restored.url, [])).rejects.toThrow(/NOTHING_TO_FINISH/);
    expect(await structureOf(restored.url)).toEqual(await structureOf(database.ownerUrl));
    const [old, young] = await Promise.all([
      startTestHub({ appUrl: database.appUrl }),
      startTestHub({ appUrl: appRoleUrl(restored.url) }),
    ]);
    try {
      for (const caller of [
        staff('city'),
        staff('caritas'),
        staff('jobcenter'),
        staff('employment-agency'),
        self(known.id),
      ]) {
        const [said, says] = await Promise.all(
          [old, young].map((each) => each.ask(caller, 'CASE_MANAGEMENT', EVERYTHING, { id: known.id })),
        );
        expect(says!.text).toBe(said!.text);
      }
    } finally {
      await Promise.all([old.stop(), young.stop()]);
    }
  }, 60_000);
});
