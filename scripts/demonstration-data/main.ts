import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { generate } from './generate';
import { DATA_FOLDER } from './project';

/** Writes the demonstration data anew; files of an earlier run that are no longer generated go. */
function main(): void {
  const files = generate();
  const former = readdirSync(DATA_FOLDER).filter((name) => name.endsWith('.csv'));
  former.filter((name) => !files.has(name)).forEach((name) => rmSync(join(DATA_FOLDER, name)));
  rmSync(join(DATA_FOLDER, 'mappings'), { recursive: true, force: true });
  let bytes = 0;
  for (const [name, content] of files) {
    const path = join(DATA_FOLDER, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    bytes += content.length;
  }
  console.log(`${files.size} files with ${Math.ceil(bytes / 1000)} kB in ${DATA_FOLDER}`);
}

main();
