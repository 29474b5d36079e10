import { GeleitError } from '../../platform/errors';

const LARGEST_PAGE = 100;

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
