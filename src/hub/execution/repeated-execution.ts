import { execute, type DocumentNode, type GraphQLSchema } from 'graphql';
import { LRUCache } from 'lru-cache';
import { holdsRaw } from '../../platform/raw-json';
import type { RecordRegistry } from '../../records/registry';
import type { Executor } from '../http/options';
import { rewriteWholeRecords } from './whole-documents';
import { withWholeFields } from './whole-fields';

/** Rewritten documents kept; those of a front end are far fewer. */
const DOCUMENTS_KEPT = 500;
/** A document is rewritten when it comes again, so that one-off queries cost no rewriting and fill no memory. */
const USES_BEFORE_REWRITING = 2;

interface KnownDocument {
  uses: number;
  /** The document with fields that are answered as a whole; null where there are none. */
  rewritten?: DocumentNode | null;
}

/**
 * Execution by graphql-js, of documents that come again with fields that are answered as a whole. Resolvers, guard included,
 * are the schema's own in both; a test runs every operation through both and compares.
 */
export function repeatedExecution(schema: GraphQLSchema, registry: RecordRegistry): Executor {
  const wholeSchema = withWholeFields(schema, registry);
  const known = new LRUCache<string, KnownDocument>({ max: DOCUMENTS_KEPT });

  const rewrittenFor = (queryHash: string, document: DocumentNode): DocumentNode | null => {
    let entry = known.get(queryHash);
    if (!entry) known.set(queryHash, (entry = { uses: 0 }));
    entry.uses += 1;
    if (entry.rewritten === undefined && entry.uses >= USES_BEFORE_REWRITING) {
      const rewritten = rewriteWholeRecords(schema, registry, document);
      entry.rewritten = rewritten === document ? null : rewritten;
    }
    return entry.rewritten ?? null;
  };

  return async ({ document, queryHash, operationName, variables: variableValues, context: contextValue }) => {
    const request = { operationName, variableValues, contextValue };
    const rewritten = rewrittenFor(queryHash, document);
    if (!rewritten) return execute({ ...request, schema, document });
    const result = await execute({ ...request, schema: wholeSchema, document: rewritten });
    if (result.data) holdsRaw(result.data);
    return result;
  };
}
