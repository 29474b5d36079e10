import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import { GraphQLError, type GraphQLSchema } from 'graphql';
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
        async executor({ document, queryHash, operationName, request, context }) {
          const variables = request.variables ?? {};
          const result = await (exchangeOf(context)?.executed ??
            run({ document, queryHash, operationName: operationName ?? null, variables, context }));
          return result.errors ? { ...result, errors: result.errors.map(readable) } : result;
        },
      }),
    onSchemaLoadOrUpdate(callback) {
      callback({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => undefined;
    },
    stop: () => Promise.resolve(),
  };
}

/**
 * An error that Apollo can read. Executors such as graphql-jit make errors that look like those of graphql-js but have no
 * `extensions`, over which Apollo stumbles: it would answer a failed database with 200.
 */
function readable(error: GraphQLError): GraphQLError {
  const { message, nodes, path, originalError, locations } = error;
  const extensions = (error.extensions as GraphQLError['extensions'] | undefined) ?? {};
  const copy = new GraphQLError(message, { nodes, path, originalError, extensions });
  return locations ? Object.assign(copy, { locations }) : copy;
}
