import { describe, expect, it } from '@jest/globals';
import { pageConnection } from './connection';
import { decodeKeys } from './cursor';
import { pageOf } from './page';

describe('a page', () => {
  const idOf = ({ id }: { readonly id: string }) => id;

  it('goes on where one row more than asked for was read, and does not show it', () => {
    const rows = [{ id: 'a' }, { id: 'b' }, { id: 'c' }];
    expect(pageOf(rows, 2, idOf)).toEqual({ nodes: ['a', 'b'], hasMore: true });
    expect(pageOf(rows, 3, idOf)).toEqual({ nodes: ['a', 'b', 'c'], hasMore: false });
  });

  it.each([
    [3, true],
    [2, false],
  ])('of two rows of a statement that has found %i goes on: %s', (found, hasMore) => {
    const rows = ['a', 'b'].map((id) => ({ id, found }));
    expect(pageOf(rows, 2, idOf)).toEqual({ nodes: ['a', 'b'], hasMore });
  });

  it('ends where there is no row that could tell how many were found', () => {
    expect(pageOf([], 2, idOf)).toEqual({ nodes: [], hasMore: false });
  });
});

describe('the connection of a page', () => {
  const nodes = [
    { day: '2026-01-02', id: 'b' },
    { day: '2026-01-01', id: 'a' },
  ];

  it('ends with the keys of its last node, from where the next page starts', () => {
    const { edges, pageInfo } = pageConnection({ nodes, hasMore: true }, ({ day, id }) => [day, id]);
    expect(pageInfo.hasNextPage).toBe(true);
    expect(pageInfo.endCursor).toBe(edges[1]!.cursor);
    expect(decodeKeys(pageInfo.endCursor, () => true)).toEqual(['2026-01-01', 'a']);
    expect(edges.map(({ node }) => node)).toEqual(nodes);
  });

  it('has no cursor where it is empty', () => {
    const { pageInfo } = pageConnection({ nodes: [], hasMore: false }, () => ['never asked']);
    expect(pageInfo).toEqual({ hasNextPage: false, endCursor: null });
  });
});
