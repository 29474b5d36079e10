import { createHash } from 'node:crypto';
import {
  getOperationAST,
  GraphQLError,
  OperationTypeNode,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type GraphQLSchema,
} from 'graphql';
import { GeleitError } from '../../../platform/errors';
import { costOf, MAX_COST } from '../cost-rule';
import { limitRules, MAX_TOKENS, MAX_VALIDATION_ERRORS } from '../limits';

/** What a client sends to subscribe, on whichever way. */
export interface SubscriptionParams {
  readonly query?: unknown;
  readonly operationName?: unknown;
  readonly variables?: unknown;
}

/** A subscription that has passed every limit that holds for queries. */
export interface CheckedOperation {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
  readonly variableValues: Record<string, unknown> | undefined;
}

/** A subscription that was refused, with every reason. */
export class SubscriptionRefused extends Error {
  constructor(readonly errors: readonly GraphQLError[]) {
    super('The subscription was refused.');
  }
}

/**
 * Reads and checks a subscription: the same limits as for queries, and nothing but subscriptions, so that this is no
 * second way in for queries and mutations.
 * @throws SubscriptionRefused
 */
export function checkOperation(
  schema: GraphQLSchema,
  { query, operationName: name, variables }: SubscriptionParams,
  trustedDocuments: ReadonlyMap<string, string> | undefined,
): CheckedOperation {
  if (typeof query !== 'string' || !isAbsentOr(name, 'string') || !isAbsentOr(variables, 'object')) {
    throw refusal('BAD_REQUEST', 'Send {query, operationName, variables} with the subscription.');
  }
  if (trustedDocuments && !trustedDocuments.has(createHash('sha256').update(query).digest('hex'))) {
    throw refusal('DOCUMENT_NOT_TRUSTED', 'This document is not registered with the hub.');
  }
  const document = parsed(query);
  const invalid = validate(schema, document, [...specifiedRules, ...limitRules()], {
    maxErrors: MAX_VALIDATION_ERRORS,
  });
  if (invalid.length > 0) {
    throw new SubscriptionRefused(invalid.map((error) => withCode(error, 'GRAPHQL_VALIDATION_FAILED')));
  }
  const operationName = (name as string | null | undefined) ?? undefined;
  const operation = getOperationAST(document, operationName);
  if (!operation) throw refusal('OPERATION_RESOLUTION_FAILURE', 'Name the one operation of the document to run.');
  if (operation.operation !== OperationTypeNode.SUBSCRIPTION) {
    throw refusal('BAD_REQUEST', 'Here are subscriptions only; queries and mutations go to /graphql.');
  }
  const variableValues = (variables as Record<string, unknown> | null | undefined) ?? undefined;
  const cost = costOf(schema, document, operation, variableValues);
  if (cost > MAX_COST) {
    throw refusal(
      'QUERY_TOO_COSTLY',
      `The subscription asks for about ${cost} objects; at most ${MAX_COST} are allowed.`,
    );
  }
  return { schema, document, operationName, variableValues };
}

function parsed(query: string): DocumentNode {
  try {
    return parse(query, { maxTokens: MAX_TOKENS });
  } catch (error) {
    throw new SubscriptionRefused([withCode(error as GraphQLError, 'GRAPHQL_PARSE_FAILED')]);
  }
}

/** The code by which errors of graphql-js are recognised where they are masked; those of the catalogue have theirs. */
function withCode(error: GraphQLError, code: string): GraphQLError {
  if (error instanceof GeleitError) return error;
  const { message, nodes, source, positions, path } = error;
  return new GraphQLError(message, { nodes, source, positions, path, extensions: { code } });
}

function refusal(code: ConstructorParameters<typeof GeleitError>[0], message: string): SubscriptionRefused {
  return new SubscriptionRefused([new GeleitError(code, message)]);
}

function isAbsentOr(value: unknown, type: 'string' | 'object'): boolean {
  return value == null || (typeof value === type && !Array.isArray(value));
}
