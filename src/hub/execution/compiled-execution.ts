import { execute, type DocumentNode, type GraphQLSchema } from 'graphql';
import { compileQuery, isCompiledQuery, type CompiledQuery } from 'graphql-jit';
import { LRUCache } from 'lru-cache';
import { holdsRaw } from '../../platform/raw-json';
import type { RecordRegistry } from '../../records/registry';
import type { Executor } from '../http/options';
import { rewriteWholeRecords } from './whole-documents';
import { withWholeFields } from './whole-fields';

/** Compiled documents kept; those of a front end are far fewer. */
const COMPILED_KEPT = 500;
/** A document is compiled when it comes again, so that one-off queries cost no compilation and fill no memory. */
const USES_BEFORE_COMPILING = 2;

interface KnownDocument {
  uses: number;
  /** Null where the compiler cannot take the document; graphql-js runs it for ever. */
  compiled?: CompiledQuery | null;
  /** Some records are answered as a whole. */
  hasWhole?: boolean;
}

/**
 * Execution by graphql-jit for documents that come again, by graphql-js for all others. Resolvers, guard included, are
 * the schema's own in both; a test runs every operation through both and compares.
 */
export function compiledExecution(schema: GraphQLSchema, registry: RecordRegistry): Executor {
  const wholeSchema = withWholeFields(schema, registry);
  const known = new LRUCache<string, KnownDocument>({ max: COMPILED_KEPT });

  const knownFor = (key: string, document: DocumentNode, operationName: string | null): KnownDocument => {
    let entry = known.get(key);
    if (!entry) known.set(key, (entry = { uses: 0 }));
    entry.uses += 1;
    if (entry.compiled === undefined && entry.uses >= USES_BEFORE_COMPILING) {
      const rewritten = rewriteWholeRecords(schema, registry, document);
      entry.hasWhole = rewritten !== document;
      const result = compileQuery(wholeSchema, rewritten, operationName ?? undefined, {
        disablingCapturingStackErrors: true,
      });
      entry.compiled = isCompiledQuery(result) ? result : null;
    }
    return entry;
  };

  return async ({ document, queryHash, operationName, variables, context }) => {
    const { compiled, hasWhole } = knownFor(`${queryHash} ${operationName ?? ''}`, document, operationName);
    if (!compiled) {
      return execute({ schema, document, operationName, variableValues: variables, contextValue: context });
    }
    const result = await compiled.query(undefined, context, variables);
    if (hasWhole && result.data) holdsRaw(result.data);
    return result;
  };
}
