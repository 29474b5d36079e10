import { createHash } from 'node:crypto';
import { execute, parse, validate, type DocumentNode, type ExecutionResult, type GraphQLSchema } from 'graphql';
import type { Purpose } from '../../src/access/vocabulary';
import { repeatedExecution } from '../../src/hub/execution/repeated-execution';
import { REGISTRY } from '../../src/hub/subgraphs';
import type { Caller } from '../../src/platform/identity/caller';
import type { RecordContext } from '../../src/records/record-context';
import { sealedSchema, type Hub } from '../kit/hub';

/** What an executor answered, as JSON and with what was withheld; of errors what leaves the hub. */
export interface Execution {
  readonly data: unknown;
  readonly errors: readonly { readonly code: unknown; readonly message: string; readonly path: unknown }[];
  readonly withheld: readonly unknown[];
  readonly disputed: readonly unknown[];
}

export type Executor = (
  caller: Caller,
  purpose: Purpose | null,
  source: string,
  variables?: Record<string, unknown>,
) => Promise<Execution>;

/** Execution by graphql-js, field by field: how a document runs when it comes for the first time. */
export function fieldByField(hub: Hub, schema: GraphQLSchema = sealedSchema()): Executor {
  return async (caller, purpose, source, variableValues = {}) => {
    const contextValue = hub.contextOf(caller, purpose);
    return executionOf(
      await execute({ schema, document: valid(schema, source), variableValues, contextValue }),
      contextValue,
    );
  };
}

/** Execution as in the hub of a document that it has seen before: whole records at once. */
export function repeated(hub: Hub, schema: GraphQLSchema = sealedSchema()): Executor {
  const run = repeatedExecution(schema, REGISTRY);
  const seen = new Set<string>();
  return async (caller, purpose, source, variables = {}) => {
    const document = valid(schema, source);
    const queryHash = createHash('sha256').update(source).digest('hex');
    const answered = async (): Promise<Execution> => {
      const context = hub.contextOf(caller, purpose);
      return executionOf(await run({ document, queryHash, operationName: null, variables, context }), context);
    };
    // A document is rewritten when it comes for the second time.
    if (!seen.has(source)) await answered();
    seen.add(source);
    return answered();
  };
}

const documents = new Map<string, DocumentNode>();

function valid(schema: GraphQLSchema, source: string): DocumentNode {
  let document = documents.get(source);
  if (!document) {
    document = parse(source);
    const mistakes = validate(schema, document);
    if (mistakes.length > 0) throw new Error(`The operation is not valid: ${mistakes.join('; ')}`);
    documents.set(source, document);
  }
  return document;
}

function executionOf({ data, errors }: ExecutionResult, { withheld, disputed }: RecordContext): Execution {
  const shown = (errors ?? []).map(({ message, path, extensions, originalError }) => ({
    // Executors wrap errors in their own ways; the code is read where the hub's own formatting reads it.
    code: (extensions as Record<string, unknown> | undefined)?.code ?? codeIn(originalError),
    message,
    path,
  }));
  const sorted = (entries: readonly unknown[]) =>
    [...entries].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  const [lacking, notes] = [sorted(withheld.list()), sorted(disputed.list())];
  // Fields of a query run side by side, so errors come in the order in which their refusals are on record.
  const mistakes = sorted(shown);
  return JSON.parse(
    JSON.stringify({ data: data ?? null, errors: mistakes, withheld: lacking, disputed: notes }),
  ) as Execution;
}

function codeIn(error: unknown): unknown {
  return (error as { extensions?: { code?: unknown } } | null | undefined)?.extensions?.code;
}
