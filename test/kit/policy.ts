import { join } from 'node:path';
import { readPolicyFile } from '../../src/access/policy/load-policy';
import type { Policy } from '../../src/access/policy/policy';
import { projectRoot } from '../../src/platform/config/project-root';

export const POLICY_FILE = join(projectRoot(), 'policy', 'rheine.yaml');

let read: Policy | undefined;

/** The real policy, read once. */
export function rheinePolicy(): Policy {
  return (read ??= readPolicyFile(POLICY_FILE));
}
