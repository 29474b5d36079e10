import type { ApolloServerPlugin } from '@apollo/server';
import { ERROR_CODES, GeleitError, type ErrorCode } from '../../platform/errors';
import type { Logger } from '../../platform/telemetry/logger';
import { exchangeOf, noteErrors } from './exchange';
import { codeOf, geleitErrorIn } from './format-error';
import type { HubContext } from './options';
import { answerExtensions } from './answer-extensions';

/** Errors after which no part of the answer is worth having: a request is one transaction. */
const FATAL: readonly ErrorCode[] = ['UNAVAILABLE', 'ACCESS_LOG_UNAVAILABLE'];

/** How many unexpected errors of one request are described in the log; a page of 100 persons may have as many. */
const MOST_LOGGED = 3;

/**
 * Logs what went wrong inside, says beside an answer what it lacks, and turns an answer that must not leave into an error with
 * its HTTP status.
 */
export function answerPlugin(logger: Logger): ApolloServerPlugin<HubContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        didEncounterErrors({ contextValue, errors }) {
          const unexpected = errors.filter(isOurFault);
          for (const error of unexpected.slice(0, MOST_LOGGED)) {
            logger.error({ requestId: exchangeOf(contextValue)?.requestId, error }, 'unexpected error');
          }
          return Promise.resolve();
        },
        willSendResponse({ contextValue, response }) {
          if (response.body.kind !== 'single') return Promise.resolve();
          const result = response.body.singleResult;
          const told = result.data && answerExtensions(contextValue);
          if (told) result.extensions = told;
          const exchange = exchangeOf(contextValue);
          if (!exchange || !result.errors) return Promise.resolve();
          const errors = noteErrors(result.errors, exchange);
          const fatal = errors.find(({ extensions }) => FATAL.some((code) => code === extensions?.code));
          if (fatal) {
            response.http.status = ERROR_CODES[fatal.extensions?.code as ErrorCode].status;
            Object.assign(result, { errors: [fatal], data: undefined, extensions: undefined });
          } else {
            result.errors = errors;
          }
          return Promise.resolve();
        },
      }),
    unexpectedErrorProcessingRequest({ requestContext, error }) {
      // Thrown by a plugin, such as one that writes the access log before the answer may leave.
      const exchange = exchangeOf(requestContext.contextValue);
      if (isOurFault(error)) logger.error({ requestId: exchange?.requestId, error }, 'unexpected error');
      if (exchange) {
        exchange.failure =
          geleitErrorIn(error) ?? new GeleitError('INTERNAL_SERVER_ERROR', 'Something went wrong inside the hub.');
      }
      return Promise.resolve();
    },
  };
}

function isOurFault(error: unknown): boolean {
  return ERROR_CODES[codeOf(error)].status >= 500;
}
