import type { ApolloServerOptions, ApolloServerPlugin } from '@apollo/server';
import { GeleitError } from '../../platform/errors';
import type { HubContext } from './options';

type PersistedQueries = ApolloServerOptions<HubContext>['persistedQueries'];

const refusal = () => new GeleitError('DOCUMENT_NOT_TRUSTED', 'This document is not registered with the hub.');

/**
 * Lets clients name a trusted document by its SHA-256 (`extensions.persistedQuery`, as Apollo Client sends it) instead
 * of sending its text. Nothing can be registered over the network.
 */
export function persistedQueriesOf(trusted: ReadonlyMap<string, string> | undefined): PersistedQueries {
  if (!trusted) return false;
  return {
    cache: {
      get(key) {
        const text = trusted.get(key.replace(/^apq:/, ''));
        return text === undefined ? Promise.reject(refusal()) : Promise.resolve(text);
      },
      set: () => Promise.resolve(),
      delete: () => Promise.resolve(),
    },
  };
}

/** Refuses every other document before it is parsed, in whatever way it arrived. */
export function onlyTrusted(trusted: ReadonlyMap<string, string>): ApolloServerPlugin<HubContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        didResolveSource: ({ queryHash }) => (trusted.has(queryHash) ? Promise.resolve() : Promise.reject(refusal())),
      }),
  };
}
