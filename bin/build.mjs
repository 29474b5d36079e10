// Compiles the sources once for each state of them; `npm run build` does it ahead. Commands that start together, or are cut
// short, never see half a build.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, readlink, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const BUILDS = join(ROOT, 'dist');
const SOURCES = ['src', 'migrations', 'scripts'];
/** What decides, besides the sources, how they are compiled. */
const SETTINGS = ['.swcrc', 'package-lock.json'];
const TEST = /\.spec\.ts$/;
/** A process that still runs from an older build may load a part of it late. */
const KEPT_DAYS = 7;

/** Leads to the newest build, for service managers and containers that start `node dist/src/main.js`. */
const NEWEST = join(BUILDS, 'src');

/** The directory with the compiled form of the present sources, made first if there is none. */
export async function build() {
  const target = join(BUILDS, await fingerprint());
  if (!existsSync(target)) await compile(target);
  await leadTo(target);
  return target;
}

async function compile(target) {
  await mkdir(BUILDS, { recursive: true });
  const unfinished = join(BUILDS, `unfinished-${process.pid}-${Date.now()}`);
  const compiler = createRequire(import.meta.url).resolve('@swc/cli/bin/swc.js');
  try {
    const options = ['--out-dir', unfinished, '--ignore', '**/*.spec.ts', '--quiet'];
    await promisify(execFile)(process.execPath, [compiler, ...SOURCES, ...options], { cwd: ROOT });
    // Whoever is second finds the same build in place.
    await rename(unfinished, target).catch((error) => (existsSync(target) ? undefined : Promise.reject(error)));
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
  await removeOldBuilds(target);
}

async function leadTo(target) {
  const source = relative(BUILDS, join(target, 'src'));
  if ((await readlink(NEWEST).catch(() => undefined)) === source) return;
  const unfinished = `${NEWEST}-${process.pid}-${Date.now()}`;
  await symlink(source, unfinished);
  await rename(unfinished, NEWEST).catch(async () => {
    // A folder lies there, as older versions made it.
    await rm(NEWEST, { recursive: true, force: true });
    await rename(unfinished, NEWEST);
  });
}

async function fingerprint() {
  const hash = createHash('sha256');
  const inFolders = await Promise.all(SOURCES.map(filesIn));
  const files = [...inFolders.flat().sort(), ...SETTINGS.map((name) => join(ROOT, name))];
  const contents = await Promise.all(files.map((file) => readFile(file)));
  for (const [index, file] of files.entries()) {
    hash.update(`${relative(ROOT, file)}\0${contents[index].length}\0`).update(contents[index]);
  }
  return hash.digest('hex').slice(0, 16);
}

async function filesIn(folder) {
  const entries = await readdir(join(ROOT, folder), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && !TEST.test(entry.name));
  return files.map(({ parentPath, name }) => join(parentPath, name));
}

async function removeOldBuilds(present) {
  const oldest = Date.now() - KEPT_DAYS * 24 * 60 * 60 * 1000;
  for (const name of await readdir(BUILDS)) {
    const path = join(BUILDS, name);
    const found = await stat(path).catch(() => undefined);
    if (found && path !== present && path !== NEWEST && found.mtimeMs < oldest)
      await rm(path, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await build();
