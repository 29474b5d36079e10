import { Command } from 'commander';
import { printPolicy } from '../access/policy/policy-document';
import { isRecorded, printRecord } from '../access/policy/record-document';
import { readPolicyFile } from '../access/policy/load-policy';
import { sealedHub } from '../hub/compose';
import { policyFields } from '../hub/emit-schema';
import { REGISTRY, SUBGRAPHS } from '../hub/subgraphs';
import { configFor } from '../platform/config/config';
import { refuseUnknownConditions } from '../records/statute-condition';
import { UsageError } from './exit';

/** `geleit policy`: the policy for people. */
export function policyCommand(): Command {
  const policy = new Command('policy').description('the policy in force');
  policy
    .command('print')
    .description('print it as Markdown: field x institution x purpose')
    .action(() => {
      const { policyFile, policyLabels } = configFor('FILES');
      const read = readPolicyFile(policyFile, policyLabels);
      process.stdout.write(printPolicy(read, policyFields(sealedHub(SUBGRAPHS, read))));
    });
  policy
    .command('record')
    .description(
      'write the record of processing activities (Art. 30 GDPR) and the fixation of section 79(2) SGB X as Markdown',
    )
    .action(() => {
      const { policyFile, policyLabels } = configFor('FILES');
      const read = readPolicyFile(policyFile, policyLabels);
      if (!isRecorded(read))
        throw new UsageError('The policy has no section "processing", without which there is no record.');
      process.stdout.write(printRecord(read));
    });
  policy
    .command('check [file]')
    .description('check a policy file; every mistake is named with its line')
    .action((file?: string) => {
      const { policyFile, policyLabels } = configFor('FILES');
      refuseUnknownConditions(readPolicyFile(file ?? policyFile, policyLabels), REGISTRY);
      process.stdout.write('The policy is valid.\n');
    });
  return policy;
}
