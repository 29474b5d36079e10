import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadPolicy, readPolicyFile } from '../../src/access/policy/load-policy';
import { PolicyError } from '../../src/access/policy/policy-error';
import type { Policy } from '../../src/access/policy/policy';
import { migrate } from '../../src/hub/migrate';
import { projectRoot } from '../../src/platform/config/project-root';

export const POLICY_FILE = join(projectRoot(), 'policy', 'rheine.yaml');

let read: Policy | undefined;

/** The real policy, read once. */
export function rheinePolicy(): Policy {
  return (read ??= readPolicyFile(POLICY_FILE));
}

/** The real policy where nobody's consent is a standing transfer: each transfer has to be made. */
export function policyWithoutStandingTransfers(): Policy {
  const text = readFileSync(POLICY_FILE, 'utf8');
  const changed = text.replace(/^( {2}standing: )\[.*\]$/m, '$1[]');
  if (changed === text) throw new Error('The policy has no standing transfers to take away.');
  return loadPolicy(changed, 'without-standing-transfers.yaml', rheinePolicy().labels);
}

/** Puts the locks of another policy on a database, as a migration with that policy would. */
export async function usePolicy(ownerUrl: string, policy: Policy): Promise<void> {
  await migrate({ ownerUrl, policy, managesAppRole: true });
}

/** What is wrong with the policy of Rheine after a change of its text. */
export function policyMistakes(change: (text: string) => string): readonly string[] {
  const text = readFileSync(POLICY_FILE, 'utf8');
  const changed = change(text);
  if (changed === text) throw new Error('The change of the policy changes nothing.');
  try {
    loadPolicy(changed, 'changed.yaml');
  } catch (error) {
    if (error instanceof PolicyError) return error.mistakes.map(({ message }) => message);
    throw error;
  }
  return [];
}
