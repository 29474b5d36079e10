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
