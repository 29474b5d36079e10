import { describe, expect, it } from '@jest/globals';
import { useDatabase, type TestDatabase } from '../kit/database';
import { importAndKill } from './killed-import.fixture';
import { importInto, personsCsv, rowsOf, useFiles } from './import-files.fixture';

const ROWS = 4_000;
const files = useFiles();
const interrupted = useDatabase();
const undisturbed = useDatabase();

describe('an import that was killed in the middle', () => {
  it.each([
    ['persons', 'core.person_link', personsCsv(Array.from({ length: ROWS }, (_, index) => `F-${index}`))],
    [
      'registrations',
      'city.registration',
      `registration_number;file_number;registered_on\n${Array.from({ length: ROWS }, (_, index) => `R-${index};F-${index % 500};01.08.2018\n`).join('')}`,
    ],
  ])(
    'arrives at the same end state when it is run again: %s',
    async (kind, table, text) => {
      const file = await files.write(`${kind}.csv`, text);
      await importInto(undisturbed)({ kind, file });
      const { appUrl } = interrupted;
      const { landed, wasKilled } = await importAndKill({ appUrl, kind, file, institution: 'city' }, 500);
      expect(wasKilled).toBe(true);
      const before = (await rowsOf(interrupted, table)).length;
      expect(before).toBeGreaterThanOrEqual(500);
      expect(before).toBeLessThan(ROWS);
      // Whole batches of 100 rows, and at most one that the child could no longer tell of.
      expect([landed, landed + 100, landed + 200]).toContain(before);
      expect(await importInto(interrupted)({ kind, file })).toMatchObject({
        rows: ROWS,
        inserted: ROWS - before,
        updated: 0,
        unchanged: before,
        rejected: 0,
      });
      expect(await rowsOf(interrupted, table)).toEqual(await rowsOf(undisturbed, table));
      const runs = await interrupted.asApp<{ finished: boolean }>(
        { institution: 'city', role: 'service' },
        'select finished_at is not null as finished from core.import_run where kind = $1 order by started_at',
        [kind],
      );
      expect(runs.map(({ finished }) => finished)).toEqual([false, true]);
    },
    60_000,
  );

  it('leaves no person without a link and an identity', async () => {
    const [counts] = await interrupted.asApp<Record<string, string>>(
      { institution: 'city', role: 'service' },
      `select (select count(*) from core.person_link) as links, (select count(*) from core.identity) as identities`,
    );
    expect(counts).toEqual({ links: String(ROWS), identities: String(ROWS) });
  });
});

describe('an import that is killed again and again, at any moment', () => {
  const PEOPLE = 600;
  const KILLS = 3;
  const numbered = (line: (index: number) => string) =>
    Array.from({ length: PEOPLE }, (_, i) => `${line(i)}\n`).join('');
  const FILES = {
    // The number of a booklet asks its carrier for a link.
    links: {
      kind: 'persons',
      institution: 'jobcenter',
      text: `file_number;booklet_number;given_name;family_name;birth_date\n${numbered((i) => `J-${i};RH-${i};Ana;Kaya;01.02.1980`)}`,
    },
    consents: {
      kind: 'consents',
      institution: 'city',
      text:
        'consent_number;file_number;recipients;categories;purposes;given_on;valid_from;valid_until;state;ended_on\n' +
        numbered(
          (i) =>
            `C-${i};F-${i};jobcenter|caritas;IDENTITY|LANGUAGE;CASE_MANAGEMENT;01.11.2018;01.11.2018;31.12.2099;` +
            (i % 3 === 0 ? 'WITHDRAWN;01.03.2019' : 'GIVEN;'),
        ),
    },
  } as const;
  const known = async (database: TestDatabase): Promise<void> => {
    const run = importInto(database);
    const people = personsCsv(Array.from({ length: PEOPLE }, (_, i) => `F-${i}`));
    await run({ kind: 'persons', file: await files.write('known.csv', people) });
    const booklets = `file_number;booklet_number;status;issued_on\n${numbered((i) => `F-${i};RH-${i};ISSUED;01.02.2018`)}`;
    await run({ kind: 'booklets', file: await files.write('booklets.csv', booklets) });
  };
  const killed = useDatabase(known);
  const whole = useDatabase(known);

  /** Everything that was written, as the owner, who sees all of it; without ids and times, which each database makes up. */
  const written = async (database: TestDatabase) => {
    const tables = ['person_link', 'link', 'consent', 'consent_event', 'consent_grant', 'withdrawal_task', 'booklet'];
    const rows = await database.asOwner<{ row: string }>(
      tables.map((table) => `select '${table} ' || to_jsonb(t)::text as row from core.${table} t`).join(' union all '),
    );
    const madeUp = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{4}-\d\d-\d\dT[\d:]+\.\d+\+00:00/g;
    return rows.map(({ row }) => row.replace(madeUp, '*')).sort();
  };
  const countOf = (rows: readonly string[], table: string) => rows.filter((row) => row.startsWith(`${table} `)).length;

  it.each(['links', 'consents'] as const)(
    'loses nothing and doubles nothing when it is run to its end: %s',
    async (what) => {
      const { kind, institution, text } = FILES[what];
      const file = await files.write(`${what}.csv`, text);
      const run = { kind, institution, file };
      expect(await importInto(whole)(run)).toMatchObject({ inserted: PEOPLE, rejected: 0, leftAlone: 0 });
      let kills = 0;
      for (let round = 0; round < KILLS; round += 1) {
        const [rows, waitMs] = [Math.floor(Math.random() * PEOPLE * 0.8), Math.ceil(Math.random() * 30)];
        const { wasKilled } = await importAndKill({ ...run, appUrl: killed.appUrl }, rows, waitMs);
        if (wasKilled) kills += 1;
      }
      expect(kills).toBeGreaterThan(0);
      expect(await importInto(killed)(run)).toMatchObject({ rows: PEOPLE, updated: 0, rejected: 0, leftAlone: 0 });
      expect(await importInto(killed)(run)).toMatchObject({ unchanged: PEOPLE });
      const [found, expected] = [await written(killed), await written(whole)];
      expect(found).toEqual(expected);
      const made = what === 'links' ? ['link'] : ['consent', 'consent_event'];
      expect(made.map((table) => countOf(found, table))).toEqual(made.map(() => PEOPLE));
    },
    120_000,
  );
});
