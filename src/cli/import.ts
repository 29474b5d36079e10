import { SingleBar } from 'cli-progress';
import { Command, InvalidArgumentError, Option } from 'commander';
import { readPolicyFile } from '../access/policy/load-policy';
import { INSTITUTIONS, type InstitutionId } from '../access/vocabulary';
import { REGISTRY } from '../hub/subgraphs';
import { describeKind } from '../import/describe-kind';
import { SOURCE_ENCODINGS, type SourceEncoding } from '../import/encodings';
import { importColumns, importKinds } from '../import/import-plan';
import { runImport } from '../import/run-import';
import { configFor } from '../platform/config/config';
import { withMigratedDatabase } from './with-database';

interface ImportOptions {
  readonly institution: InstitutionId;
  readonly mapping?: string;
  readonly encoding?: SourceEncoding;
  readonly exportedAt?: Date;
  readonly dryRun?: boolean;
}

/** `geleit import <kind> <file>`: reads a CSV file that an institution has exported. */
export function importCommand(): Command {
  return new Command('import')
    .description('import a CSV file that an institution has exported')
    .argument('<kind>', 'what the file holds, e.g. persons, benefit-cases, consents')
    .argument('<file>', 'the CSV file')
    .addOption(
      new Option('--institution <id>', 'the institution that delivers it').choices(INSTITUTIONS).makeOptionMandatory(),
    )
    .option('--mapping <file>', 'YAML file that maps column names and values')
    .addOption(
      new Option('--encoding <name>', 'what the file is written in, where it cannot be told').choices(SOURCE_ENCODINGS),
    )
    .addOption(new Option('--exported-at <time>', 'when the institution exported the file (ISO 8601)').argParser(time))
    .option('--dry-run', 'check everything, write nothing')
    .addHelpText('after', ({ command }) => `\n${describedFor(command.args)}`)
    .action((kind: string, file: string, { institution, mapping, encoding, exportedAt, dryRun }: ImportOptions) =>
      withMigratedDatabase(async ({ policy, database }) => {
        const bar = new SingleBar({ format: '[{bar}] {percentage} % {rows} rows', hideCursor: true });
        bar.start(1, 0, { rows: 0 });
        const summary = await runImport({
          kind,
          file,
          institution,
          mappingFile: mapping,
          encoding,
          exportedAt,
          dryRun,
          appUrl: database.appUrl,
          policy,
          registry: REGISTRY,
          onProgress: (read, total, rows) => bar.update(total === 0 ? 1 : read / total, { rows }),
        }).finally(() => bar.stop());
        const { rows, inserted, updated, unchanged, rejected, seconds } = summary;
        const { leftAlone, leftAloneFile, incomplete, rejectedFile } = summary;
        process.stdout.write(
          `${dryRun ? 'Would import' : 'Imported'} ${kind}: ${rows} rows, ${inserted} new, ${updated} changed, ` +
            `${unchanged} unchanged, ${rejected} rejected, in ${seconds.toFixed(1)} s\n`,
        );
        if (leftAlone > 0) {
          process.stdout.write(
            `Left alone: ${leftAlone} rows differ from what was decided in the hub, which stays. ` +
              `With line, column and reason: ${leftAloneFile ?? 'not written'}\n`,
          );
        }
        if (incomplete > 0) {
          process.stdout.write(
            `Incomplete: ${incomplete} rows have landed without a value that cannot be read; what was stored stays.\n`,
          );
        }
        if (rejected + incomplete > 0) {
          process.stdout.write(
            `Rejected rows and values with line, column and reason: ${rejectedFile ?? 'not written'}\n`,
          );
          process.exitCode = 2;
        }
      }),
    );
}

/** `import --help persons`, or `import persons --help`: what such a file holds. */
function describedFor(args: readonly string[]): string {
  const kinds = importKinds(REGISTRY);
  const kind = args.find((each) => kinds.includes(each));
  if (kind === undefined)
    return `Kinds: ${kinds.join(', ')}.\nWhat a file of a kind holds: geleit import --help <kind>`;
  const { policyFile, policyLabels } = configFor('DATABASE');
  return describeKind(kind, importColumns(kind, readPolicyFile(policyFile, policyLabels), REGISTRY));
}

function time(text: string): Date {
  const read = new Date(text);
  if (Number.isNaN(read.getTime()))
    throw new InvalidArgumentError('It must be a time such as 2026-11-30T02:00:00+01:00.');
  return read;
}
