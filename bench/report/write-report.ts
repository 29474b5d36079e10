import { execFileSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, release, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Comparison } from '../measurements/compare';
import type { Section } from '../measurements/measurement';
import type { BenchOptions } from '../options';
import { comparisonTable } from './comparison';
import { figure, table } from './table';

export interface Report {
  readonly persons: number;
  readonly comparisons: readonly Comparison[];
  readonly sections: readonly Section[];
  /** Peers that could not be measured, and why. */
  readonly missing: readonly string[];
  /** Seconds that the whole run took. */
  readonly seconds: number;
  /** Load average of the machine before the run: processes that wanted a processor then. */
  readonly load: number;
}

const HOW = `Requests per second are the middle of the rounds; the servers were measured in turn, in an order that
changes from round to round, after a warm-up. Load generator, server and PostgreSQL share the same 2 processor cores. "Geleit is" compares requests per second
round by round; "by CPU" compares the CPU time per request of server and PostgreSQL together, which other work on the
machine disturbs less. All servers answered the same content before and after each measurement.`;

/** Writes a report as JSON and Markdown; returns the path of the latter. */
export async function writeReport(options: BenchOptions, report: Report): Promise<string> {
  const name =
    options.only || options.servers || options.before.length > 0 ? 'partial' : options.quick ? 'quick' : 'latest';
  const about = { date: new Date().toISOString(), commit: commit(), machine: machine(), quick: options.quick };
  await mkdir(options.results, { recursive: true });
  await writeFile(join(options.results, `${name}.json`), `${JSON.stringify({ ...about, ...report }, null, 2)}\n`);
  const parts = [
    '# Results of the benchmark',
    `${about.date.slice(0, 16).replace('T', ' ')} UTC, commit ${about.commit}, ${about.machine}; ${report.persons} persons, ` +
      `${options.rounds} rounds of ${options.roundMs / 1000} s each${options.quick ? ' (quick)' : ''}; ` +
      `${Math.round(report.seconds)} s in all.`,
    HOW,
    ...(report.load > 1
      ? [`**The machine was busy:** ${figure(report.load)} processes wanted a processor before the run began.`]
      : []),
    ...report.missing.map((line) => `**Not measured:** ${line}`),
    ...report.comparisons.map(comparisonTable),
    ...report.sections.map(sectionText),
  ];
  const file = join(options.results, `${name}.md`);
  await writeFile(file, `${parts.join('\n\n')}\n`);
  return file;
}

function sectionText({ title, note, head, rows }: Section): string {
  return [`### ${title}`, ...(note ? [note] : []), table(head, rows)].join('\n\n');
}

function commit(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: __dirname, encoding: 'utf8' }).trim();
  } catch {
    return 'unknown';
  }
}

function machine(): string {
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${cpus()[0]?.model.trim()} (2 of ${cpus().length} cores used), ${memory} GB, Linux ${release()}, Node ${process.version}`;
}
