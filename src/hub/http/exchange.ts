import type { ExecutionResult, GraphQLFormattedError } from 'graphql';
import type { InstitutionId, Role } from '../../access/vocabulary';
import type { GeleitError } from '../../platform/errors';
import type { HubContext } from './options';

/** What is known of one HTTP request while it is answered: for its log line and for its errors. */
export interface Exchange {
  readonly requestId: string;
  institution?: InstitutionId;
  role?: Role;
  readonly errorCodes: Set<string>;
  /** Set where the context was made and the operation run before Apollo is asked; see `AdmittedAnswers`. */
  context?: Promise<HubContext>;
  executed?: Promise<ExecutionResult>;
  /** Set if answering broke after execution, so that no data may leave: this error is the answer instead. */
  failure?: GeleitError;
}

/** The exchange of a request that has just arrived. */
export function newExchange(requestId: string): Exchange {
  return { requestId, errorCodes: new Set() };
}

declare module 'fastify' {
  interface FastifyRequest {
    exchange: Exchange;
  }
}

const EXCHANGE = Symbol('exchange');

/** Notes who asks, and ties the context to its exchange: Apollo's plugins meet only the context. */
export function attachExchange(context: HubContext, exchange: Exchange): HubContext {
  const { caller } = context;
  if (caller) {
    exchange.role = caller.role;
    if (caller.kind === 'staff') exchange.institution = caller.institution;
  }
  return Object.assign(context, { [EXCHANGE]: exchange });
}

/** The exchange of a context, if it came over HTTP. */
export function exchangeOf(context: HubContext): Exchange | undefined {
  return (context as { [EXCHANGE]?: Exchange })[EXCHANGE];
}

/** Notes the codes of an answer's errors for the log, and names the request in those that only the operator can explain. */
export function noteErrors(errors: readonly GraphQLFormattedError[], exchange: Exchange): GraphQLFormattedError[] {
  return errors.map((error) => {
    const code = String(error.extensions?.code);
    exchange.errorCodes.add(code);
    if (code !== 'INTERNAL_SERVER_ERROR') return error;
    return { ...error, extensions: { ...error.extensions, requestId: exchange.requestId } };
  });
}
