import { GraphQLError } from 'graphql';
import type { HttpServerOptions } from './options';

type Gateway = NonNullable<HttpServerOptions['gateway']>;

/**
 * Returns the gateway with errors that Apollo can read. Executors such as graphql-jit make errors that look like those of
 * graphql-js but have no `extensions`, over which Apollo stumbles: it would answer a failed database with 200.
 */
export function withReadableErrors(gateway: Gateway): Gateway {
  return {
    onSchemaLoadOrUpdate: (callback) => gateway.onSchemaLoadOrUpdate(callback),
    stop: () => gateway.stop(),
    async load(options) {
      const { executor } = await gateway.load(options);
      if (!executor) return { executor };
      return {
        async executor(request) {
          const result = await executor(request);
          return result.errors ? { ...result, errors: result.errors.map(readable) } : result;
        },
      };
    },
  };
}

function readable(error: GraphQLError): GraphQLError {
  const { message, nodes, path, originalError, locations } = error;
  const extensions = (error.extensions as GraphQLError['extensions'] | undefined) ?? {};
  const copy = new GraphQLError(message, { nodes, path, originalError, extensions });
  return locations ? Object.assign(copy, { locations }) : copy;
}
