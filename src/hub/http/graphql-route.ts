import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { GraphQLError, type FormattedExecutionResult } from 'graphql';
import { ERROR_CODES } from '../../platform/errors';
import type { AdmittedOperations } from '../execution/admitted-operations';
import { AdmittedAnswers } from '../execution/admitted-answers';
import { refuseOtherMethods, sendError } from './answers';
import { attachExchange, noteErrors } from './exchange';
import { codeOf, geleitErrorIn } from './format-error';
import type { HttpServerOptions, HubContext } from './options';
import { streamRefusal } from './subscriptions-elsewhere';

export const GRAPHQL_PATH = '/graphql';

/** Serves GraphQL over HTTP; the same limits hold for GET and POST, and GET runs queries only. */
export function addGraphqlRoute(
  app: FastifyInstance,
  { apollo, admitted }: { apollo: ApolloServer<HubContext>; admitted: AdmittedOperations },
  options: HttpServerOptions,
): void {
  const answers = new AdmittedAnswers(options, admitted, (request) => contextOf(request, options));
  const handler = fastifyApolloHandler(apollo, {
    context: (request) => request.exchange.context ?? contextOf(request, options),
  });

  app.route({
    method: ['GET', 'POST'],
    url: GRAPHQL_PATH,
    async handler(request, reply) {
      const refusal = streamRefusal(request, options);
      if (refusal) return sendError(request, reply, refusal);
      const answer = await answers.answer(request, reply);
      if (answer !== undefined) return answer;
      const body: unknown = await handler.call(app, request, reply);
      const { exchange } = request;
      if (exchange.failure) return sendError(request, reply, exchange.failure);
      if (reply.statusCode < 400) {
        answers.learn(request, reply);
        return body;
      }
      // Refused before there was a context: Apollo could not tell which request it was.
      if (exchange.errorCodes.size > 0 || typeof body !== 'string') return body;
      const refused = JSON.parse(body) as FormattedExecutionResult;
      return JSON.stringify({ ...refused, errors: noteErrors(refused.errors ?? [], exchange) });
    },
  });

  refuseOtherMethods(app, GRAPHQL_PATH, 'Use POST, or GET for queries.');
}

async function contextOf(request: FastifyRequest, options: HttpServerOptions): Promise<HubContext> {
  try {
    const context = await options.contextFor({ headers: request.headers, requestId: request.id });
    return attachExchange(context, request.exchange);
  } catch (error) {
    const { status } = ERROR_CODES[codeOf(error)];
    if (status >= 500) options.logger.error({ requestId: request.id, error }, 'unexpected error');
    // Thrown on with the status of the code: Apollo takes 500 for everything that does not say it.
    const { message, extensions } = geleitErrorIn(error) ?? { message: '', extensions: {} };
    throw new GraphQLError(message, {
      originalError: error instanceof Error ? error : undefined,
      extensions: { ...extensions, http: { status: status === 200 ? 403 : status } },
    });
  }
}
