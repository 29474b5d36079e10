import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import type { Bench } from '../bench';
import { middle } from '../load/measure-rounds';
import { memoryOf } from '../platform/processes';
import { figure } from '../report/table';
import { hubCommand } from '../servers/hub';
import { copyRows } from './copy-rows';
import type { Measurement, Section } from './measurement';

const TIMES = 3;
const SAMPLE_MS = 50;
/** What grows with the rows shows in a file that is so many times as long, also where V8 lets it lie for a while. */
const LONGER = 4;

/** How fast a file is imported, beside COPY of the same rows. */
export const importing: Measurement = { name: 'import', run };

interface Imported {
  readonly rowsPerSecond: number;
  /** Peak of resident memory over the first and over the second half of the time, in megabytes. */
  readonly memory: readonly [number, number];
}

async function run(bench: Bench): Promise<Section> {
  const { options } = bench;
  const rows = options.quick ? 20_000 : 200_000;
  const ownerUrl = await bench.database(options.persons);
  const file = join(options.dataDir, 'registrations.csv');
  const [imports, copies]: [Imported[], number[]] = [[], []];
  let long: Imported;
  try {
    for (let time = 0; time < (options.quick ? 1 : TIMES); time += 1) {
      await writeFile(file, rows, options.persons, time);
      imports.push(await importFile(bench, ownerUrl, file, rows));
      copies.push(rows / (await copyRows(ownerUrl, rows)));
    }
    await writeFile(file, LONGER * rows, options.persons, TIMES);
    long = await importFile(bench, ownerUrl, file, LONGER * rows);
  } finally {
    await rm(file, { force: true });
  }
  const [speed, copy] = [middle(imports.map(({ rowsPerSecond }) => rowsPerSecond)), middle(copies)];
  const [first, second] = [0, 1].map((half) => Math.max(...imports.map(({ memory }) => memory[half]!)));
  const longest = Math.max(...long.memory);
  return {
    name: 'import',
    title: `Import of ${rows} registrations`,
    note: '`geleit import` of a CSV file with its checks, locks and person look-up; COPY fills a table with the same indices and nothing to check.',
    head: ['', 'rows/s', 'of COPY', 'memory MB, first half', 'second half', `${LONGER} times as many rows`, 'target'],
    rows: [
      [
        'Geleit',
        figure(speed),
        figure(speed / copy),
        figure(first!),
        figure(second!),
        figure(longest),
        '>= 20,000 rows/s, >= 0.2 of COPY, memory at most 1.1 times that of the first half',
      ],
      ['COPY', figure(copy), '', '', '', '', ''],
    ],
    figures: { rows, imports, copies, long },
  };
}

/** Registrations of persons whom the city knows, with numbers that are new each time. */
async function writeFile(file: string, rows: number, persons: number, time: number): Promise<void> {
  const stream = createWriteStream(file);
  stream.write('registration_number,file_number,registered_on,route,previous_country\n');
  for (let row = 0, i = 0; row < rows;) {
    i = (i % persons) + 1;
    if (Math.floor(i / 8) % 4 >= Math.min(4, 1 + (i % 8))) continue;
    row += 1;
    if (!stream.write(`IMP-${time}-${row},B-${i},2019-07-0${1 + (row % 9)},REFUGEE,SY\n`)) {
      await once(stream, 'drain');
    }
  }
  stream.end();
  await finished(stream);
}

async function importFile({ options }: Bench, ownerUrl: string, file: string, rows: number): Promise<Imported> {
  const compiled = join(__dirname, '..', '..');
  const settings = { ownerUrl, dataDir: options.dataDir, poolSize: 2, compiled };
  const { args, env } = hubCommand(settings, 'import', 'registrations', file, '--institution', 'city');
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
  const samples: number[] = [];
  const timer = setInterval(() => samples.push(memoryOf(child.pid!)), SAMPLE_MS);
  const [code] = (await once(child, 'close')) as [number | null];
  clearInterval(timer);
  const [, inserted, seconds] = /(\d+) new, .* in ([\d.]+) s/.exec(output) ?? [];
  if (code !== 0 || Number(inserted) !== rows) throw new Error(`The import did not succeed: ${output.slice(-500)}`);
  const half = samples.length >> 1;
  return {
    rowsPerSecond: rows / Number(seconds),
    memory: [Math.max(...samples.slice(0, half)), Math.max(...samples.slice(half))],
  };
}
