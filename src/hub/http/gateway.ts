import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import type { GraphQLSchema } from 'graphql';
import { exchangeOf } from './exchange';
import type { Executor, HubContext } from './options';

/**
 * Returns what Apollo takes another executor as: a gateway, which it asks for the schema and for results. An operation that
 * has been run for this request already is not run again.
 */
export function gatewayOf(
  schema: GraphQLSchema,
  run: Executor,
): NonNullable<ApolloServerOptionsWithGateway<HubContext>['gateway']> {
  return {
    load: () =>
      Promise.resolve({
        executor({ document, queryHash, operationName, request, context }) {
          const variables = request.variables ?? {};
          return (
            exchangeOf(context)?.executed ??
            run({ document, queryHash, operationName: operationName ?? null, variables, context })
          );
        },
      }),
    onSchemaLoadOrUpdate(callback) {
      callback({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => undefined;
    },
    stop: () => Promise.resolve(),
  };
}
