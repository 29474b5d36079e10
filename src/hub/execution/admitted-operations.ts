import type { ApolloServerPlugin } from '@apollo/server';
import { Kind, OperationTypeNode, type DocumentNode, type OperationDefinitionNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { HubContext } from '../http/options';

/** Characters of source by which admitted operations are kept; their documents are those that Apollo keeps. */
const CHARACTERS_KEPT = 500_000;

/** An operation that Apollo has found in order: parsed, valid, within the limits, trusted where only trusted ones run. */
export interface AdmittedOperation {
  readonly document: DocumentNode;
  readonly queryHash: string;
  readonly operation: OperationDefinitionNode;
}

/** The body of a request as GraphQL over HTTP describes it; nothing in it has been checked. */
type Body = Readonly<Record<string, unknown>>;

/**
 * Remembers which operations Apollo has admitted, by the text or the hash with which clients ask for them. What made it
 * admit them holds for the next request too, save for the cost, which depends on the variables. Only documents with one
 * operation: then a request can mean no other.
 */
export class AdmittedOperations {
  private readonly operations = new LRUCache<string, AdmittedOperation>({
    maxSize: CHARACTERS_KEPT,
    sizeCalculation: (_, key) => key.length,
  });

  find(body: Body): AdmittedOperation | undefined {
    const key = keyOf(body);
    const found = key === undefined ? undefined : this.operations.get(key);
    const name = body.operationName ?? undefined;
    return name === undefined || name === found?.operation.name?.value ? found : undefined;
  }

  /** Must be the last plugin, so that all others have had the chance to refuse. */
  readonly plugin: ApolloServerPlugin<HubContext> = {
    requestDidStart: () =>
      Promise.resolve({
        executionDidStart: ({ request, document, operation, queryHash }) => {
          const key = keyOf({ ...request });
          const isOnly = document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION).length === 1;
          if (key !== undefined && isOnly && operation.operation !== OperationTypeNode.SUBSCRIPTION) {
            this.operations.set(key, { document, queryHash, operation });
          }
          return Promise.resolve();
        },
      }),
  };
}

/** Undefined for a request that sends text and hash, or neither: Apollo knows what to make of it. */
function keyOf({ query, extensions }: Body): string | undefined {
  const persisted = (extensions as { persistedQuery?: Body | null } | null | undefined)?.persistedQuery;
  if (!persisted) return typeof query === 'string' ? query : undefined;
  if (query !== undefined || persisted.version !== 1 || typeof persisted.sha256Hash !== 'string') return undefined;
  // No document begins like this.
  return `sha256:${persisted.sha256Hash}`;
}
