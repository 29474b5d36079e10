import { join } from 'node:path';
import { startProgram, type RunningServer } from './server';

export interface HubSettings {
  readonly ownerUrl: string;
  readonly dataDir: string;
  readonly poolSize: number;
  /** Where the compiled sources are. */
  readonly compiled: string;
}

/** The command line of the hub and the environment that it is configured by. */
export function hubCommand({ ownerUrl, dataDir, poolSize, compiled }: HubSettings, ...args: readonly string[]) {
  return {
    args: [join(compiled, 'src', 'main.js'), ...args],
    env: {
      DATABASE_URL: ownerUrl,
      GELEIT_DATA_DIR: dataDir,
      POOL_SIZE: String(poolSize),
      PORT: '0',
      LOG_LEVEL: 'warn',
    },
  };
}

/** `geleit serve` on a migrated database, as its users start it. */
export function startHub(settings: HubSettings): Promise<RunningServer> {
  const { args, env } = hubCommand(settings, 'serve');
  return startProgram(args, env, /Geleit is ready: (\S+)\/graphql/);
}
