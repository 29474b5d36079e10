import { join } from 'node:path';
import { appRoleUrl } from '../src/platform/app-role';
import type { Policy } from '../src/access/policy/policy';
import { copyData, databaseName, urlOf } from './data/prepare';
import type { BenchOptions } from './options';
import type { Cluster } from './platform/cluster';
import type { Tokens } from './platform/tokens';
import { startHub } from './servers/hub';
import { startServer, type RunningServer } from './servers/server';
import { isEarlierHub, type EarlierHub, type ServerName, type World } from './workloads/workload';
import { worldOf } from './world';

/** The hub's own default. */
export const POOL_SIZE = 20;

const SCRIPTS = { limit: 'peers/limit/main.js', plain: 'peers/plain/main.js' };

/** A hub on a database, and what to ask it. */
export interface HubOnData {
  readonly server: RunningServer;
  readonly ownerUrl: string;
  readonly world: World;
}

/** What all measurements of a run share. */
export class Bench {
  private shared: Promise<HubOnData> | undefined;

  constructor(
    readonly options: BenchOptions,
    readonly policy: Policy,
    readonly cluster: Cluster,
    readonly tokens: Tokens,
    /** Where the compiled hubs of earlier commits are. */
    readonly earlier: ReadonlyMap<EarlierHub, string>,
    /** Servers that can be measured on this machine. */
    readonly servers: readonly ServerName[],
    readonly say: (line: string) => void,
  ) {}

  /** URL for the owner of a database with that many persons; a copy that may be written to, where it is small. */
  async database(persons: number, copy = 'run'): Promise<string> {
    const { ownerUrl } = this.cluster;
    return persons > 200_000 ? urlOf(ownerUrl, databaseName(persons)) : copyData(ownerUrl, persons, copy);
  }

  start(server: ServerName, ownerUrl: string, poolSize = POOL_SIZE): Promise<RunningServer> {
    const { dataDir } = this.options;
    const compiled = join(__dirname, '..');
    if (server === 'hub') return startHub({ ownerUrl, dataDir, poolSize, compiled });
    if (isEarlierHub(server)) return startHub({ ownerUrl, dataDir, poolSize, compiled: this.earlier.get(server)! });
    const settings = { appUrl: appRoleUrl(ownerUrl), dataDir, poolSize, compiled };
    if (server !== 'postgraphile') return startServer(join(__dirname, SCRIPTS[server]), settings, ['--no-deprecation']);
    const directory = join(dataDir, 'postgraphile');
    return startServer(join(directory, 'server.mjs'), settings, ['--require', join(directory, 'preload.cjs')]);
  }

  async startHub(persons: number): Promise<HubOnData> {
    const ownerUrl = await this.database(persons);
    return { ownerUrl, world: await this.world(ownerUrl, persons), server: await this.start('hub', ownerUrl) };
  }

  /** A hub that several measurements use one after the other; it is warm from the second on. */
  sharedHub(): Promise<HubOnData> {
    return (this.shared ??= this.startHub(this.options.persons));
  }

  async stopShared(): Promise<void> {
    await (await this.shared)?.server.stop();
    this.shared = undefined;
  }

  /** All servers of the comparison on one database; earlier hubs have copies of their own, because they bring their locks. */
  async startAll(ownerUrl: string): Promise<Map<ServerName, RunningServer>> {
    const urls = new Map<ServerName, string>();
    for (const name of this.earlier.keys()) {
      urls.set(name, await this.database(this.options.persons, name.replace(/\W/g, '_').toLowerCase()));
    }
    const starts = this.servers.map(
      async (name) => [name, await this.start(name, urls.get(name) ?? ownerUrl)] as const,
    );
    return new Map(await Promise.all(starts));
  }

  world(ownerUrl: string, persons: number): Promise<World> {
    return worldOf(ownerUrl, this.tokens, persons);
  }
}
