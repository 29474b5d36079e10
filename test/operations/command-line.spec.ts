import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { projectRoot } from '../../src/platform/config/project-root';
import { useDatabase } from '../kit/database';
import { writePastLog } from '../kit/past-log';
import { person } from '../kit/people';
import { startGeleit } from './geleit-process';
import { runCommand } from './run-command';

describe('geleit', () => {
  it('prints its version, and nothing else', async () => {
    const { version } = JSON.parse(await readFile(join(projectRoot(), 'package.json'), 'utf8')) as { version: string };
    const { output, ended } = await startGeleit(['--version'], {});
    expect([await ended, output()]).toEqual([0, `${version}\n`]);
  });

  it.each(['record', 'print', 'check'])(
    'policy %s reads the words of POLICY_LABELS, and names one that is missing there',
    async (command) => {
      const labels = await mkdtemp(join(tmpdir(), 'geleit-labels-'));
      await cp(join(projectRoot(), 'policy', 'labels'), labels, { recursive: true });
      const run = () => runCommand(['policy', command], { POLICY_LABELS: labels });
      expect(await run()).toMatchObject({ code: 0, errors: '' });
      const turkish = join(labels, 'tr.yaml');
      await writeFile(turkish, (await readFile(turkish, 'utf8')).replace(/^ +caritas: .*\n/m, ''));
      const { code, output, errors } = await run();
      expect([code, output, errors]).toEqual([1, '', expect.stringMatching(/tr\.yaml.*caritas/s)]);
      await rm(labels, { recursive: true });
    },
  );
});

describe('geleit audit retain', () => {
  const database = useDatabase();

  const retain = (...until: string[]) => runCommand(['audit', 'retain', ...until], { DATABASE_URL: database.ownerUrl });
  const monthsAgo = (months: number) => {
    const now = new Date();
    return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 1)).toISOString().slice(0, 7);
  };
  const months = async () =>
    (
      await database.asOwner<{ month: string }>(
        `select relname as month from pg_class where relname ~ '^access_entry_\\d{4}_\\d\\d$' order by 1`,
      )
    ).map(({ month }) => month.slice(-7).replace('_', '-'));

  it('erases nothing by a clock alone; with --until exactly up to and with the month that the operator names', async () => {
    const { id } = await person(database).with('Contact', { by: 'city' }).create();
    await writePastLog(database, id, [28, 27, 26]);
    const { output } = await retain();
    expect(output).toMatch(`kept: ${[28, 27, 26].map(monthsAgo).join(', ')}. `);
    expect(output).toMatch(/^Erased from the access log: 0 months\./);
    expect((await retain('--until', monthsAgo(27))).output).toMatch(/^Erased from the access log: 2 months\./);
    expect((await months())[0]).toBe(monthsAgo(26));
  });

  it.each(['2024-13', '10.2024'])('takes %s for no month', async (month) => {
    const { ended, output } = await startGeleit(['audit', 'retain', '--until', month], {});
    expect([await ended, output()]).toEqual([expect.any(Number), expect.stringMatching(/month such as 2024-10/)]);
  });

  it('keeps what is younger than two years, whatever the operator says', async () => {
    const { code, errors } = await retain('--until', monthsAgo(3));
    expect([code, errors]).toEqual([1, expect.stringMatching(/two years/)]);
    expect((await months())[0]).toBe(monthsAgo(26));
  });
});
