import { getOperationAST, GraphQLError, OperationTypeNode } from 'graphql';
import type { GeleitError } from '../../platform/errors';
import type { Executor } from '../http/options';
import type { Journal } from './journal';

/**
 * Execution that answers a mutation only once the journal outside the database has what it closed. Where that fails, the
 * decision holds, since what closes must not wait, but nobody is told that it was taken down: asked again, it is.
 */
export function journaled(executor: Executor, journal: Pick<Journal, 'flush'>): Executor {
  return async (execution) => {
    const result = await executor(execution);
    if (getOperationAST(execution.document, execution.operationName)?.operation !== OperationTypeNode.MUTATION)
      return result;
    try {
      await journal.flush();
      return result;
    } catch (error) {
      const { message, extensions } = error as GeleitError;
      return { data: null, errors: [new GraphQLError(message, { extensions, originalError: error as GeleitError })] };
    }
  };
}
