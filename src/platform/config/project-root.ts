import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The directory of the project, found from this file, so that commands work from every working directory and for the
 * sources as well as for the compiled files in `dist`.
 */
export function projectRoot(): string {
  for (let directory = __dirname; ; directory = dirname(directory)) {
    if (existsSync(join(directory, 'package.json'))) return directory;
    if (directory === dirname(directory)) throw new Error('The package.json of Geleit is missing.');
  }
}
