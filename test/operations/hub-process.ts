import { Agent } from 'node:http';
import type { Purpose } from '../../src/access/vocabulary';
import { mintDemonstrationToken } from '../../src/platform/identity/demonstration-issuer';
import type { TestDatabase } from '../kit/database';
import { startGeleit } from './geleit-process';
import { post, type WireAnswer } from './running-hub';

/** `geleit serve` in a process of its own. */
export interface HubProcess {
  readonly url: string;
  /** Everything that it wrote to standard output and standard error. */
  output(): string;
  /** Asks as a persona of the demonstration issuer, or as the carrier of a booklet: `person:<id>`. */
  ask<Data = Record<string, unknown>>(
    persona: string,
    purpose: Purpose | null,
    query: string,
    variables?: Record<string, unknown>,
  ): Promise<WireAnswer<Data>>;
  /** A token of a persona, as `ask` uses it. */
  tokenOf(persona: string): Promise<string>;
  /** Sends a signal and waits for the end. @returns the exit code, or null if the signal itself ended it */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null>;
}

/** Starts the hub on a test database, within a limit of `ulimit`, and waits until it serves. */
export async function startHubProcess(
  database: TestDatabase,
  environment: Readonly<Record<string, string>> = {},
  limit?: string,
): Promise<HubProcess> {
  const settings = { DATABASE_URL: database.ownerUrl, ...environment };
  const { child, dataDir, output, ended } = await startGeleit(['serve'], settings, limit);
  const url = await new Promise<string>((resolve, reject) => {
    const look = (): void => {
      const found = /ready: (http:\/\/\S+)\/graphql/.exec(output())?.[1];
      if (found) resolve(found);
    };
    child.stdout.on('data', look);
    void ended.then(() => reject(new Error(`The hub did not start:\n${output()}`)));
  });
  const agent = new Agent({ keepAlive: true, maxSockets: 1_000 });
  const tokens = new Map<string, Promise<string>>();
  const tokenOf = (persona: string): Promise<string> => {
    let token = tokens.get(persona);
    const lookUpBooklet = (id: string) => Promise.resolve(id);
    if (!token) {
      tokens.set(persona, (token = mintDemonstrationToken({ production: false, dataDir }, persona, { lookUpBooklet })));
    }
    return token;
  };
  return {
    url,
    output,
    tokenOf,
    async ask<Data>(persona: string, purpose: Purpose | null, query: string, variables?: Record<string, unknown>) {
      return post<Data>(url, agent, await tokenOf(persona), purpose, { query, variables });
    },
    async end(signal) {
      child.kill(signal);
      const code = await ended;
      agent.destroy();
      return code;
    },
  };
}
