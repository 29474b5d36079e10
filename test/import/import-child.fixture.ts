import { readPolicyFile } from '../../src/access/policy/load-policy';
import { REGISTRY } from '../../src/hub/subgraphs';
import { runImport, type ImportOptions } from '../../src/import/run-import';

/** An import in a process of its own, which can be killed. It prints the number of rows after each batch. */
export async function runInChild(given: Omit<ImportOptions, 'policy' | 'registry'>, policyFile: string): Promise<void> {
  await runImport({
    ...given,
    policy: readPolicyFile(policyFile),
    registry: REGISTRY,
    onProgress: (_read, _total, rows) => process.stdout.write(`${rows}\n`),
  });
}
