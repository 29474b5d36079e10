import { execFileSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import { HEAP_GROWTH } from './heap-growth';

const start = (flag: string) => () => execFileSync(process.execPath, [flag, '--eval', ''], { stdio: 'pipe' });

describe('the growth of the heap', () => {
  it('is limited by a flag that this version of Node.js knows', () => {
    expect(start(HEAP_GROWTH)).not.toThrow();
    expect(start('--heap-growing-never')).toThrow(/bad option/);
  });
});
