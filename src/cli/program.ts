import { Command } from 'commander';
import { auditCommand } from './audit';
import { backupCommand } from './backup';
import { bookletCommand } from './booklet';
import { doctorCommand } from './doctor';
import { duplicatesCommand } from './duplicates';
import { importCommand } from './import';
import { migrateCommand } from './migrate';
import { policyCommand } from './policy';
import { receiptCommand } from './receipt';
import { restoreCommand } from './restore';
import { schemaCommand } from './schema';
import { serveCommand } from './serve';
import { subgraphCommand } from './subgraph';
import { tokenCommand } from './token';
import { packageVersion } from './version';

/** The command line `geleit`. */
export function buildProgram(): Command {
  const program = new Command('geleit')
    .description('Consent-based data hub for the institutions that accompany immigrants in a municipality')
    .version(packageVersion(), '--version', 'print the version of Geleit');
  for (const command of [
    serveCommand(),
    subgraphCommand(),
    migrateCommand(),
    importCommand(),
    tokenCommand(),
    duplicatesCommand(),
    auditCommand(),
    backupCommand(),
    restoreCommand(),
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
