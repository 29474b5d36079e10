import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createAtOnce, exists } from './files';

describe('A directory that is created at once', () => {
  let base: string;
  beforeEach(async () => void (base = await mkdtemp(join(tmpdir(), 'geleit-files-'))));
  afterEach(() => rm(base, { recursive: true }));

  it('does not exist if filling it fails, and leaves nothing behind', async () => {
    const target = join(base, 'target');
    await expect(createAtOnce(target, async () => Promise.reject(new Error('full')))).rejects.toThrow('full');
    expect(await readdir(base)).toEqual([]);
  });

  it('is the work of the first of several', async () => {
    const target = join(base, 'target');
    const fill = (name: string, wait: Promise<unknown>) => async (part: string) => {
      await wait;
      await writeFile(join(part, 'name'), name);
    };
    const first = createAtOnce(target, fill('first', Promise.resolve()));
    await Promise.all([first, createAtOnce(target, fill('second', first))]);
    expect(await readFile(join(target, 'name'), 'utf8')).toBe('first');
    expect(await readdir(base)).toEqual(['target']);
  });

  it('sweeps away what a process that was killed has left, but not what another is working on', async () => {
    await mkdir(join(base, '.target.part-999999999-x'));
    await mkdir(join(base, `.target.part-${process.pid}-x`));
    await createAtOnce(join(base, 'target'), () => Promise.resolve());
    expect(await readdir(base)).toEqual([`.target.part-${process.pid}-x`, 'target']);
    expect(await exists(join(base, 'target'))).toBe(true);
  });
});
