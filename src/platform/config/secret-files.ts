import { readFileSync } from 'node:fs';
import type { ConfigProblem } from './config-error';

/** What nobody should have to put into an environment, which other processes and crash reports can read. */
const SECRETS = [
  'DATABASE_URL',
  'APP_DATABASE_URL',
  'OIDC_ISSUERS',
  'BOOKLET_CODE_KEY',
  'RECEIPT_SIGNING_KEY',
] as const;

/**
 * Reads each secret that a file holds, as container platforms mount them: `DATABASE_URL_FILE` names the file of
 * `DATABASE_URL`.
 * @returns the environment with these values, without the line end that editors put behind them
 */
export function withSecretsFromFiles(env: NodeJS.ProcessEnv, problems: ConfigProblem[]): NodeJS.ProcessEnv {
  const read: NodeJS.ProcessEnv = { ...env };
  for (const name of SECRETS) {
    const variable = `${name}_FILE`;
    const file = env[variable]?.trim();
    if (!file) continue;
    if (env[name]?.trim()) {
      problems.push({ variable, problem: `is set beside ${name}`, remedy: 'Set one of the two' });
      continue;
    }
    try {
      read[name] = readFileSync(file, 'utf8').trim();
    } catch {
      problems.push({ variable, problem: 'cannot be read', remedy: `Name a readable file that holds ${name}` });
      continue;
    }
    if (read[name] === '') problems.push({ variable, problem: 'is empty', remedy: `Write ${name} into the file` });
  }
  return read;
}
