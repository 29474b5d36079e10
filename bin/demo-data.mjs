// Makes the demonstration data anew, from the generator as it stands.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from './build.mjs';

await import(pathToFileURL(join(await build(), 'scripts', 'demonstration-data', 'main.js')));
