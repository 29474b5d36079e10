import { Command } from 'commander';
import { sealedHub } from '../hub/compose';
import { SUBGRAPHS } from '../hub/subgraphs';
import { serve } from './serving';

/** `geleit serve`: the whole hub in one process. */
export function serveCommand(): Command {
  return new Command('serve')
    .description('start the hub; without DATABASE_URL with an embedded PostgreSQL and demonstration data')
    .option('--demonstration', 'import the demonstration data, also into the database of DATABASE_URL')
    .action((options: { demonstration?: boolean }) =>
      serve({ schemaFor: (policy) => sealedHub(SUBGRAPHS, policy), demonstration: options.demonstration ?? false }),
    );
}
