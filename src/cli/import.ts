import { SingleBar } from 'cli-progress';
import { Command, Option } from 'commander';
import { INSTITUTIONS, type InstitutionId } from '../access/vocabulary';
import { REGISTRY } from '../hub/subgraphs';
import { runImport } from '../import/run-import';
import { withDatabase } from './with-database';

interface ImportOptions {
  readonly institution: InstitutionId;
  readonly mapping?: string;
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
    .option('--dry-run', 'check everything, write nothing')
    .action((kind: string, file: string, { institution, mapping, dryRun }: ImportOptions) =>
      withDatabase(async ({ policy, database }) => {
        const bar = new SingleBar({ format: '[{bar}] {percentage} % {rows} rows', hideCursor: true });
        bar.start(1, 0, { rows: 0 });
        const summary = await runImport({
          kind,
          file,
          institution,
          mappingFile: mapping,
          dryRun,
          appUrl: database.appUrl,
          policy,
          registry: REGISTRY,
          onProgress: (read, total, rows) => bar.update(total === 0 ? 1 : read / total, { rows }),
        }).finally(() => bar.stop());
        const { rows, inserted, updated, unchanged, leftAlone, rejected, rejectedFile, seconds } = summary;
        process.stdout.write(
          `${dryRun ? 'Would import' : 'Imported'} ${kind}: ${rows} rows, ${inserted} new, ${updated} changed, ` +
            `${unchanged} unchanged, ${rejected} rejected, in ${seconds.toFixed(1)} s\n`,
        );
        if (leftAlone > 0) {
          process.stdout.write(
            `Left alone: ${leftAlone} of the unchanged rows differ from what was decided in the hub, and the decision stays. ` +
              'A file can end such a consent, but neither widen, renew nor change it.\n',
          );
        }
        if (rejected > 0) {
          process.stdout.write(`Rejected rows with line, column and reason: ${rejectedFile ?? 'not written'}\n`);
          process.exitCode = 2;
        }
      }),
    );
}
