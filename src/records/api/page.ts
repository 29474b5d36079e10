import { GeleitError } from '../../platform/errors';

const LARGEST_PAGE = 100;

/** Options of an argument `first`: how much of a list a page shows. */
export const FIRST = { description: `How many entries the page has at most: 1 to ${LARGEST_PAGE}.` } as const;

/** Options of an argument `after`: where in a list a page begins. */
export const AFTER = {
  nullable: true,
  description:
    'Cursor of the entry behind which the page begins, e.g. `endCursor` of the page before; the first page if left out.',
} as const;

/** What a list shows at once. */
export interface Page<Node> {
  readonly nodes: readonly Node[];
  readonly hasMore: boolean;
}

/**
 * The page size of a list, in rows.
 * @throws GeleitError PAGE_SIZE_INVALID unless it lies between 1 and 100
 */
export function pageSize(first: number): number {
  if (first >= 1 && first <= LARGEST_PAGE) return first;
  throw new GeleitError('PAGE_SIZE_INVALID', `The argument "first" must lie between 1 and ${LARGEST_PAGE}.`);
}

/**
 * The page that a statement has read, which looks for one row more than asked for: that there is another page is known
 * without counting. What it does not return of that row, it tells by `found`.
 */
export function pageOf<Row, Node>(
  rows: readonly (Row & { readonly found?: number })[],
  limit: number,
  nodeOf: (row: Row) => Node,
): Page<Node> {
  return { nodes: rows.slice(0, limit).map(nodeOf), hasMore: (rows[0]?.found ?? rows.length) > limit };
}
