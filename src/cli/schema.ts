import { join } from 'node:path';
import { Command } from 'commander';
import { readPolicyFile } from '../access/policy/load-policy';
import { writeSchemaFiles } from '../hub/emit-schema';
import { configFor } from '../platform/config/config';
import { projectRoot } from '../platform/config/project-root';
import { UsageError } from './exit';

/** `geleit schema`: writes the generated files of `schema/`, or checks that they are up to date. */
export function schemaCommand(): Command {
  return new Command('schema')
    .description('write schema/: the hub, the subgraphs, the supergraph, the policy table')
    .option('--check', 'only check that the files are up to date')
    .action(async ({ check }: { check?: boolean }) => {
      const { policyFile, policyLabels } = configFor('FILES');
      const policy = readPolicyFile(policyFile, policyLabels);
      const stale = await writeSchemaFiles(join(projectRoot(), 'schema'), policy, check ?? false);
      if (check && stale.length > 0) {
        throw new UsageError(
          `Out of date: schema/${stale.join(', schema/')}. Run "npm run schema" and commit the result.`,
        );
      }
      process.stdout.write(
        stale.length === 0 ? 'schema/ is up to date\n' : `wrote schema/${stale.join(', schema/')}\n`,
      );
    });
}
