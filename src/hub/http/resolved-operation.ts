import type { ApolloServerPlugin } from '@apollo/server';
import { GeleitError } from '../../platform/errors';

/**
 * Refuses a request whose operation cannot be told before anything runs it. Apollo leaves that to the executor, so that
 * with one that takes the only operation of a document whatever its name, a request that names another would pass the
 * cost limit and the rule that GET runs queries only: both look at the operation that was found.
 */
export function resolvedOperationOnly(): ApolloServerPlugin {
  return {
    requestDidStart: () =>
      Promise.resolve({
        didResolveOperation({ operation, request }) {
          // The types promise an operation; there is none if the document has several, or none of the name.
          if (operation as unknown) return Promise.resolve();
          const message = request.operationName
            ? 'The document has no operation of this name.'
            : 'Name the one operation of the document to run.';
          return Promise.reject(new GeleitError('OPERATION_RESOLUTION_FAILURE', message));
        },
      }),
  };
}
