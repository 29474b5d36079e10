import { connections } from './connections';
import { importing } from './import';
import type { Measurement } from './measurement';
import { memory } from './memory';
import { sizes } from './sizes';
import { start } from './start';
import { withdrawal } from './withdrawal';

/** What is measured besides the comparison of servers. */
export const MEASUREMENTS: readonly Measurement[] = [connections, sizes, withdrawal, importing, memory, start];
