import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { ClientBase } from 'pg';
import { verifyLog } from './verify-log';

const sha256 = (...parts: readonly (string | Buffer)[]): Buffer =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();

type Bounds = Partial<Record<'from_tx' | 'until_tx' | 'from_id' | 'until_id', string>>;

/** A chain of links that seal no entries, as the database holds it. */
function chainOf(...links: readonly Bounds[]): ClientBase {
  let previous = sha256('geleit');
  const nothing = {
    from_id: null,
    until_id: null,
    content_hash: null,
    cut: null,
    in_time: null,
    found_ids: null,
    found_hashes: null,
  };
  const rows = links.map((bounds, index) => {
    const previous_hash = previous;
    previous = sha256(previous, '');
    const link = { seq: String(index + 1), entry_ids: [], entry_hashes: [], previous_hash, hash: previous };
    return { ...nothing, ...link, ...bounds };
  });
  const query = (_: string, [seq]: readonly string[] = []) =>
    Promise.resolve({ rows: rows.filter((row) => row.seq === seq) });
  return { query } as unknown as ClientBase;
}

describe('the links of the log', () => {
  it('are none where it was never sealed: intact, without a head that partners could keep', async () => {
    expect(await verifyLog(chainOf())).toEqual({ intact: true, seals: 0, entries: 0, head: null, cuts: [] });
  });

  it('may be of the first kind, which goes by transactions, and then of the second, which goes by numbers', async () => {
    const chain = chainOf(
      { from_tx: '0', until_tx: '5' },
      { from_tx: '5', until_tx: '9' },
      { from_tx: '9', until_tx: '0', from_id: '0', until_id: '4' },
      { from_tx: '0', until_tx: '0', from_id: '4', until_id: '7' },
    );
    expect(await verifyLog(chain)).toMatchObject({ intact: true, seals: 4 });
  });

  it.each<[string, string, readonly Bounds[]]>([
    [
      'leave out a transaction',
      '2',
      [
        { from_tx: '0', until_tx: '5' },
        { from_tx: '6', until_tx: '9' },
      ],
    ],
    [
      'leave out a transaction where the kind changes',
      '2',
      [
        { from_tx: '0', until_tx: '5' },
        { from_tx: '6', until_tx: '0', from_id: '0', until_id: '4' },
      ],
    ],
    [
      'go back to the first kind',
      '2',
      [
        { from_tx: '0', until_tx: '0', from_id: '0', until_id: '4' },
        { from_tx: '0', until_tx: '9' },
      ],
    ],
    [
      'leave out a number',
      '2',
      [
        { from_tx: '0', until_tx: '0', from_id: '0', until_id: '4' },
        { from_tx: '0', until_tx: '0', from_id: '5', until_id: '7' },
      ],
    ],
  ])('are broken where they %s', async (_, seal, links) => {
    expect(await verifyLog(chainOf(...links))).toEqual({
      intact: false,
      seal,
      entry: null,
      problem: 'does not begin where the link before ends',
    });
  });
});
