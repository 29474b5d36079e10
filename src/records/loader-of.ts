import DataLoader from 'dataloader';
import type { RequestContext } from '../access/request-context';

/**
 * The loader of this request under a key, made at its first use. Loaders batch the rows of one response for fields that
 * the look-ahead statement does not cover; they never outlive the request.
 */
export function loaderOf<Loader>({ loaders }: RequestContext, key: object | string, create: () => Loader): Loader {
  let loader = loaders.get(key) as Loader | undefined;
  if (!loader) loaders.set(key, (loader = create()));
  return loader;
}

/** Loads all rows of an id, in the order in which they were read. */
export function rowsLoader<Row>(
  context: RequestContext,
  key: object | string,
  read: (ids: readonly string[]) => Promise<readonly Row[]>,
  idOf: (row: Row) => string | undefined,
): DataLoader<string, Row[]> {
  return loaderOf(
    context,
    key,
    () =>
      new DataLoader(async (ids: readonly string[]) => {
        const rowsOf = new Map<string | undefined, Row[]>(ids.map((id) => [id, []]));
        for (const row of await read(ids)) rowsOf.get(idOf(row))?.push(row);
        return ids.map((id) => rowsOf.get(id)!);
      }),
  );
}

/** Loads the rows about a person with the function that reads those of several: a page of persons is one statement. */
export function byPerson<Context extends RequestContext, Row extends { readonly personId: string }>(
  context: Context,
  rowsOf: (context: Context, personIds: readonly string[]) => Promise<readonly Row[]>,
): DataLoader<string, Row[]> {
  return rowsLoader(
    context,
    rowsOf,
    (ids) => rowsOf(context, ids),
    ({ personId }) => personId,
  );
}

/** Loads the row of an id, or null if there is none that the caller may know of. */
export function rowLoader<Row extends { readonly id: string }>(
  context: RequestContext,
  key: object | string,
  read: (ids: readonly string[]) => Promise<readonly Row[]>,
): DataLoader<string, Row | null> {
  return loaderOf(
    context,
    key,
    () =>
      new DataLoader(async (ids: readonly string[]) => {
        const rows = new Map((await read(ids)).map((row) => [row.id, row]));
        return ids.map((id) => rows.get(id) ?? null);
      }),
  );
}
