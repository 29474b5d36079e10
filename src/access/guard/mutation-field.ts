import type { GraphQLFieldResolver } from 'graphql';
import { refuseUnlessRepresented } from '../represents';
import type { RequestContext } from '../request-context';

type Resolver = GraphQLFieldResolver<unknown, RequestContext>;

/** The requests of which a field of `Mutation` has begun. */
const begun = new WeakSet<RequestContext>();

/**
 * Lets a field of `Mutation` decide anew. They run one after the other (GraphQL, section 6.2.2), and an earlier one may have
 * ended what a later one, or its own answer, would rest on: a consent, a link, who represents whom, or which of two persons
 * somebody is. So nothing that was loaded before a field or in the course of its change is kept.
 */
export function decidingAnew(resolve: Resolver): Resolver {
  return async (source, args, context, info) => {
    if (begun.has(context)) {
      context.loaders.clear();
      // For the first field, the making of the context has asked at this moment.
      await refuseUnlessRepresented(context);
    }
    begun.add(context);
    const result: unknown = await resolve(source, args, context, info);
    context.loaders.clear();
    return result;
  };
}
