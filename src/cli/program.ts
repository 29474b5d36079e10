import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { projectRoot } from '../platform/config/project-root';
import { auditCommand } from './audit';
import { bookletCommand } from './booklet';
import { doctorCommand } from './doctor';
import { duplicatesCommand } from './duplicates';
import { importCommand } from './import';
import { migrateCommand } from './migrate';
import { policyCommand } from './policy';
import { receiptCommand } from './receipt';
import { schemaCommand } from './schema';
import { serveCommand } from './serve';
import { subgraphCommand } from './subgraph';
import { tokenCommand } from './token';

/** The command line `geleit`. */
export function buildProgram(): Command {
  const program = new Command('geleit')
    .description('Consent-based data hub for the institutions that accompany immigrants in a municipality')
    .version(version(), '--version', 'print the version of Geleit');
  for (const command of [
    serveCommand(),
    subgraphCommand(),
    migrateCommand(),
    importCommand(),
    tokenCommand(),
    duplicatesCommand(),
    auditCommand(),
    policyCommand(),
    receiptCommand(),
    bookletCommand(),
    schemaCommand(),
    doctorCommand(),
  ]) {
    program.addCommand(command);
  }
  return program;
}

function version(): string {
  const { version } = JSON.parse(readFileSync(join(projectRoot(), 'package.json'), 'utf8')) as { version: string };
  return version;
}
