import websocket from '@fastify/websocket';
import type { FastifyInstance } from 'fastify';
import { GraphQLError } from 'graphql';
import { handleProtocols } from 'graphql-ws';
import { GeleitError } from '../../../platform/errors';
import { fewAtOnce } from '../../../platform/live/few-at-once';
import { refuseOtherMethods, sendError } from '../answers';
import { formatErrorFor } from '../format-error';
import { MAX_BODY_BYTES, MAX_SUBSCRIPTIONS, MAX_SUBSCRIPTIONS_PER_CALLER } from '../limits';
import type { HttpServerOptions } from '../options';
import { FOREIGN, isForeign } from './origin';
import { Slots } from './slots';
import { sseHandler } from './sse-handler';
import type { LiveParts } from './subscription';
import { wsHandler } from './ws-handler';

export const LIVE_PATH = '/graphql/stream';

/** Events that are delivered at the same time; each takes a connection to the database for one small statement. */
const DELIVERED_AT_ONCE = 4;

const LIMITS = { perCaller: MAX_SUBSCRIPTIONS_PER_CALLER, inAll: MAX_SUBSCRIPTIONS };

export interface LiveRoutes {
  /** Ends every subscription, so that clients go to another replica. */
  close(): void;
}

/**
 * Serves the subscriptions of the schema at `/graphql/stream`: server-sent events to whoever asks for them by POST or
 * GET, and a WebSocket to whoever asks for an upgrade. Must be called before any other route is added, so that an upgrade is
 * refused everywhere else.
 */
export async function addLiveRoutes(
  app: FastifyInstance,
  options: HttpServerOptions,
  isClosing: () => boolean,
): Promise<LiveRoutes> {
  if (!options.schema.getSubscriptionType()) return { close: () => undefined };
  await app.register(websocket, {
    options: { maxPayload: MAX_BODY_BYTES, handleProtocols, perMessageDeflate: false },
  });
  const format = formatErrorFor(options);
  const parts: LiveParts = {
    options,
    slots: new Slots(LIMITS),
    inTurn: fewAtOnce(DELIVERED_AT_ONCE),
    format: (error) => format(error instanceof GraphQLError ? error.toJSON() : { message: '' }, error),
  };
  const connections = new Slots(LIMITS);
  const handler = sseHandler(parts, isClosing);
  app.route({
    method: 'GET',
    url: LIVE_PATH,
    handler,
    wsHandler: wsHandler(parts, connections),
    async preValidation(request, reply) {
      if (!request.ws) return;
      if (isForeign(request.headers, options.publicOrigin)) {
        await sendError(request, reply, { code: 'BAD_REQUEST', message: FOREIGN, status: 403 });
      } else if (isClosing() || app.websocketServer.clients.size >= MAX_SUBSCRIPTIONS) {
        await sendError(request, reply, { code: 'UNAVAILABLE', message: 'The hub takes no more connections.' });
      }
    },
  });
  app.route({ method: 'POST', url: LIVE_PATH, handler });
  refuseOtherMethods(app, LIVE_PATH, 'Use POST, or a WebSocket.');
  return {
    close() {
      const error = new GeleitError('UNAVAILABLE', 'The hub is shutting down.');
      parts.slots.cutAll(error);
      connections.cutAll(error);
    },
  };
}
