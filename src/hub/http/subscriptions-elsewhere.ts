import type { ApolloServerPlugin } from '@apollo/server';
import type { FastifyRequest } from 'fastify';
import { OperationTypeNode, type OperationDefinitionNode } from 'graphql';
import { ERROR_CODES, GeleitError } from '../../platform/errors';
import { LIVE_PATH } from './live/live-routes';
import type { HttpServerOptions, HubContext } from './options';

const CODE = 'SUBSCRIPTION_OVER_HTTP';

const MESSAGE = `Here are queries and mutations only; subscriptions are at ${LIVE_PATH}, as server-sent events or over a WebSocket.`;

/** Media types that the answer to a query can have. */
const ANSWERS = /json|multipart\/mixed|(application|\*)\/\*/i;

/** Apollo's types promise an operation; there is none if the document has several, or none of the name. */
const isSubscription = (operation?: OperationDefinitionNode): boolean =>
  operation?.operation === OperationTypeNode.SUBSCRIPTION;

/** Tells whoever sends a subscription to the address of queries where subscriptions are, before anything runs it. */
export function subscriptionsElsewhere(): ApolloServerPlugin<HubContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        didResolveOperation: ({ operation }) =>
          isSubscription(operation) ? Promise.reject(new GeleitError(CODE, MESSAGE)) : Promise.resolve(),
        willSendResponse({ operation, request, response }) {
          // By GET Apollo refuses it earlier, and recommends POST, which is of no use here.
          const isByGet = request.http?.method === 'GET';
          if (!isByGet || !isSubscription(operation) || response.body.kind !== 'single') return Promise.resolve();
          const { status, remedy } = ERROR_CODES[CODE];
          response.http.status = status;
          response.http.headers.delete('allow');
          response.body.singleResult = { errors: [{ message: MESSAGE, extensions: { code: CODE, remedy } }] };
          return Promise.resolve();
        },
      }),
  };
}

/**
 * The refusal of a request for which no answer but a stream will do, or undefined. Apollo would refuse it for its media type,
 * or by GET for its missing headers, and name neither the mistake nor the right address.
 */
export function streamRefusal(
  { headers }: FastifyRequest,
  { schema }: HttpServerOptions,
): { code: typeof CODE; message: string } | undefined {
  const accept = headers.accept ?? '';
  if (!/text\/event-stream/i.test(accept) || ANSWERS.test(accept)) return undefined;
  return schema.getSubscriptionType() ? { code: CODE, message: MESSAGE } : undefined;
}
