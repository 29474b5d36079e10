import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { isAlive, isServerOf, parsePostmaster, readPostmaster } from './postmaster';

describe('The lock file of a server', () => {
  it('names process, port and status', () => {
    const text = '4711\n/data\n1767603600\n54321\n\n127.0.0.1\n  1234   5\nready   \n';
    expect(parsePostmaster(text)).toEqual({ pid: 4711, port: 54321, status: 'ready' });
  });

  it('may be read while it is being written', () => {
    expect(parsePostmaster('')).toBeUndefined();
    expect(parsePostmaster('4711\n/data\n')).toEqual({ pid: 4711, port: 0, status: '' });
  });

  it('is missing after a clean shutdown', async () => {
    expect(await readPostmaster('/nowhere')).toBeUndefined();
  });

  it('proves nothing by its number alone', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'geleit-lock-'));
    expect(isAlive(process.pid)).toBe(true);
    expect(await isServerOf(directory, process.pid)).toBe(false);
    await rm(directory, { recursive: true });
  });
});
