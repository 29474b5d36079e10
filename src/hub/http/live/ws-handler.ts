import type { IncomingHttpHeaders } from 'node:http';
import type { WebSocket } from '@fastify/websocket';
import type { FastifyRequest } from 'fastify';
import { GraphQLSchema, parse } from 'graphql';
import { CloseCode, makeServer, type Context } from 'graphql-ws';
import { GeleitError, type ErrorCode } from '../../../platform/errors';
import { attachExchange } from '../exchange';
import { codeOf, geleitErrorIn } from '../format-error';
import { at, expiryOf, tokenExpired } from './expiry';
import { SubscriptionRefused } from './operation';
import type { Slots } from './slots';
import { openSubscription, withNext, type LiveParts, type Results } from './subscription';

/** How often a client is asked whether it is still there, in milliseconds. */
const PING = 12_000;

/** What closes a connection, where it is not 4500: the client's library tells by it whether to connect again. */
const CLOSE_CODES: Partial<Record<ErrorCode, number>> = {
  UNAUTHENTICATED: CloseCode.Unauthorized,
  TOKEN_INVALID: CloseCode.Unauthorized,
  TOKEN_EXPIRED: CloseCode.Unauthorized,
  TOKEN_NOT_YET_VALID: CloseCode.Unauthorized,
  TOKEN_WRONG_ISSUER: CloseCode.Unauthorized,
  TOKEN_WRONG_AUDIENCE: CloseCode.Unauthorized,
  PURPOSE_UNKNOWN: CloseCode.BadRequest,
  PURPOSE_NOT_ENTITLED: CloseCode.Forbidden,
  SUBSCRIPTION_LIMIT: 4429,
  // Try again later (RFC 6455, registered with IANA).
  SUBSCRIBER_TOO_SLOW: 1013,
  UNAVAILABLE: 1013,
};

interface Connection {
  readonly socket: WebSocket;
  readonly request: FastifyRequest;
  /** Set once the connection has said who it is. */
  headers?: IncomingHttpHeaders;
  end: () => void;
}

type ConnectionContext = Context<Record<string, unknown> | undefined, Connection>;

/** Stands for every subscription where the library looks what kind of operation it is; it was checked before. */
const A_SUBSCRIPTION = { schema: new GraphQLSchema({}), document: parse('subscription { event }') };

/**
 * Serves subscriptions over a WebSocket, after graphql-transport-ws. The first message says who it is: `authorization` and
 * `x-purpose` as in the headers of a request. The connection is closed the moment the token expires, with the code of
 * the error as its reason.
 */
export function wsHandler(parts: LiveParts, connections: Slots) {
  const server = makeServer<Record<string, unknown> | undefined, Connection>({
    onConnect: (context) => connect(parts, connections, context),
    onSubscribe: async ({ extra }, _id, params) => {
      try {
        const results = await openSubscription(parts, extra.headers!, params);
        const contextValue = closingWhenCut(results, (error) => closeFor(parts, extra, error));
        return { ...A_SUBSCRIPTION, contextValue };
      } catch (error) {
        if (error instanceof SubscriptionRefused) return error.errors;
        return [geleitErrorIn(error) ?? unexpected(parts, extra, error)];
      }
    },
    subscribe: ({ contextValue }) => contextValue as Results,
    onError: (_context, _id, _payload, errors) => errors.map(parts.format),
    onNext: (_context, _id, _payload, _args, result) => result,
    onClose: ({ extra }) => extra.end(),
  });
  return (socket: WebSocket, request: FastifyRequest): void => {
    const connection: Connection = { socket, request, end: () => undefined };
    const ping = setInterval(() => socket.ping(), PING).unref();
    let answered = true;
    const check = setInterval(() => (answered ? (answered = false) : socket.terminate()), 2 * PING).unref();
    socket.on('pong', () => (answered = true));
    socket.on('error', () => socket.terminate());
    const closed = server.opened(
      {
        protocol: socket.protocol,
        send: (text) => new Promise((resolve) => socket.send(text, () => resolve())),
        close: (code, reason) => socket.close(code, reason),
        onMessage: (take) =>
          socket.on('message', (message: Buffer) => {
            take(message.toString()).catch((error: unknown) => closeFor(parts, connection, error));
          }),
      },
      connection,
    );
    socket.once('close', (code: number, reason: Buffer) => {
      clearInterval(ping);
      clearInterval(check);
      void closed(code, reason.toString());
      const { institution, role, errorCodes } = request.exchange;
      const codes = errorCodes.size > 0 ? [...errorCodes] : undefined;
      parts.options.logger.info(
        { requestId: request.id, route: '/graphql/stream', institution, role, errorCodes: codes },
        'connection',
      );
    });
  };
}

/** Finds out who it is. A browser cannot set headers on a WebSocket, so they come in the first message. */
async function connect(
  parts: LiveParts,
  connections: Slots,
  { extra, connectionParams }: ConnectionContext,
): Promise<boolean> {
  const { request } = extra;
  const said = (name: string): string | undefined => {
    const value = connectionParams?.[name];
    return typeof value === 'string' ? value : undefined;
  };
  const headers: IncomingHttpHeaders = {
    authorization: said('authorization') ?? request.headers.authorization,
    'x-purpose': said('x-purpose') ?? request.headers['x-purpose'],
  };
  try {
    const context = await parts.options.contextFor({ headers, requestId: request.id });
    attachExchange(context, request.exchange);
    const expiry = expiryOf(context);
    if (expiry <= Date.now()) throw tokenExpired();
    const cut = (error: GeleitError): void => closeFor(parts, extra, error);
    const release = connections.take(context.caller, cut);
    const callOff = at(expiry, () => cut(tokenExpired()));
    extra.end = () => {
      callOff();
      release();
    };
    extra.headers = headers;
    // It may have gone while its token was checked.
    if (extra.socket.readyState !== extra.socket.OPEN) extra.end();
    return true;
  } catch (error) {
    closeFor(parts, extra, error);
    return false;
  }
}

/** The results; where they end with an error, the connection ends, because what is cut is cut for the whole connection. */
function closingWhenCut(results: Results, close: (error: unknown) => void): Results {
  return withNext(results, () =>
    results.next().catch((error: unknown) => {
      close(error);
      return { done: true, value: undefined };
    }),
  );
}

/** Closes the connection with the code of the error as its reason; no message of an error goes out this way. */
function closeFor(parts: LiveParts, connection: Connection, error: unknown): void {
  const known = geleitErrorIn(error) ?? unexpected(parts, connection, error);
  const code = codeOf(known);
  connection.request.exchange.errorCodes.add(code);
  connection.socket.close(CLOSE_CODES[code] ?? CloseCode.InternalServerError, code);
}

function unexpected({ options }: LiveParts, { request }: Connection, error: unknown): GeleitError {
  options.logger.error({ requestId: request.id, error }, 'unexpected error');
  return new GeleitError('INTERNAL_SERVER_ERROR', 'Something went wrong inside the hub.');
}
