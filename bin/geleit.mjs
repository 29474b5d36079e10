#!/usr/bin/env node
// The command line `geleit`, compiled first where the sources are newer than the last build.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from './build.mjs';

await import(pathToFileURL(join(await build(), 'src', 'main.js')));
