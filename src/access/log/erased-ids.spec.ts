import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { erasedRanges, isErased } from './erased-ids';

describe('the numbers of erased entries', () => {
  it('are read from a multirange', () => {
    expect(erasedRanges('{[1,5),[7,8)}')).toEqual([
      [1n, 5n],
      [7n, 8n],
    ]);
    expect(erasedRanges('{}')).toEqual([]);
    expect(erasedRanges('everything')).toEqual([]);
  });

  it('are those and no others', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.bigInt({ min: 0n, max: 40n }), { maxLength: 20 }), (ids) => {
        const ranges = erasedRanges(`{${ids.map((id) => `[${id},${id + 1n})`).join(',')}}`);
        for (let id = 0n; id <= 41n; id += 1n) expect(isErased(id, ranges)).toBe(ids.includes(id));
      }),
    );
  });
});
