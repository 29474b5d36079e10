import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

function projectRoot(): string {
  for (let folder = __dirname; folder !== dirname(folder); folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
  }
  throw new Error(`No package.json above ${__dirname}: run the generator inside the project.`);
}

/** The folder of the demonstration data, wherever the generator is run from. */
export const DATA_FOLDER = join(projectRoot(), 'data', 'rheine');
