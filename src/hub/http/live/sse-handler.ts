import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ExecutionResult } from 'graphql';
import { createHandler, type Request as SseRequest } from 'graphql-sse';
import { ERROR_CODES, GeleitError } from '../../../platform/errors';
import { sendError, setHeaders } from '../answers';
import { noteErrors } from '../exchange';
import { codeOf, geleitErrorIn } from '../format-error';
import { SubscriptionRefused } from './operation';
import { FOREIGN, isForeign, isPreflighted } from './origin';
import { openSubscription, withNext, type LiveParts, type Results } from './subscription';

const EVENT_STREAM = 'text/event-stream';

/** A proxy passes each event on at once (nginx collects answers otherwise, and delivers none). */
const UNBUFFERED = { 'x-accel-buffering': 'no' };

/** How often it is looked whether a subscriber who lags has caught up, in milliseconds. */
const PATIENCE = 50;

/** How long the last word to a subscriber may take, in milliseconds. */
const LAST_WORD = 1_000;

/**
 * Serves subscriptions as server-sent events, after the protocol of graphql-sse with a connection for each. What is
 * refused is refused as an ordinary answer; a subscription that is cut ends with an error as its last event.
 */
export function sseHandler(parts: LiveParts, isClosing: () => boolean) {
  const handle = createHandler<FastifyRequest, FastifyReply>({
    // No token for a shared stream: the hub keeps none open that belongs to nobody's request.
    authenticate: () => undefined,
    onSubscribe: async ({ raw, context }, params) => {
      const { raw: response } = context;
      const results = await openSubscription(parts, raw.headers, params, {
        ready: () => taken(response),
        yields: true,
      });
      return withLastWord(parts, results, raw, response) as AsyncGenerator<ExecutionResult>;
    },
  });

  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const problem = problemOf(request, isClosing(), parts.options.publicOrigin);
    if (problem) return sendError(request, reply, problem);
    try {
      const [body, init] = await handle(asked(request, reply));
      if (body === null || typeof body === 'string') {
        const message = 'The request is not well-formed.';
        return sendError(request, reply, { code: 'BAD_REQUEST', message, status: init.status });
      }
      setHeaders(request, reply);
      reply.hijack();
      const headers = Object.fromEntries(
        Object.entries(reply.getHeaders()).map(([name, value]) => [name, String(value)]),
      );
      reply.raw.writeHead(200, { ...init.headers, ...headers, ...UNBUFFERED });
      await send(body, reply.raw);
      return reply;
    } catch (error) {
      if (reply.raw.headersSent) throw error;
      return refuse(parts, request, reply, error);
    }
  };
}

type Problem = Parameters<typeof sendError>[2];

function problemOf(
  { headers, method }: FastifyRequest,
  closing: boolean,
  publicOrigin: string | undefined,
): Problem | undefined {
  if (closing) return { code: 'UNAVAILABLE', message: 'The hub is shutting down.' };
  const bad = (message: string, status: number): Problem => ({ code: 'BAD_REQUEST', message, status });
  if (isForeign(headers, publicOrigin)) return bad(FOREIGN, 403);
  if (method === 'GET' && !isPreflighted(headers)) return bad('Send a header that needs a preflight request.', 400);
  if (!headers.accept?.includes(EVENT_STREAM)) return bad(`Ask with "accept: ${EVENT_STREAM}".`, 406);
  return undefined;
}

function asked(request: FastifyRequest, reply: FastifyReply): SseRequest<FastifyRequest, FastifyReply> {
  const headers: IncomingHttpHeaders = { ...request.headers, accept: EVENT_STREAM };
  return {
    method: request.method,
    url: request.url,
    headers: { get: (name) => headers[name]?.toString() },
    body: (request.body ?? null) as Record<string, unknown> | null,
    raw: request,
    context: reply,
  };
}

/** Resolves when everything has left for the client: until then events wait, and who lets too many wait is cut. */
async function taken(response: ServerResponse): Promise<void> {
  while (response.writableLength > 0 && !response.destroyed) await sleep(PATIENCE, undefined, { ref: false });
}

/** The results, and where they end with an error, that error as the last of them. */
function withLastWord(
  { format }: LiveParts,
  results: Results,
  request: FastifyRequest,
  response: ServerResponse,
): Results {
  let isOver = false;
  return withNext(results, async () => {
    if (isOver) return { done: true, value: undefined };
    try {
      return await results.next();
    } catch (error) {
      isOver = true;
      // A client that takes nothing is not waited for.
      setTimeout(() => response.destroy(), LAST_WORD).unref();
      return { done: false, value: { errors: noteErrors([format(error)], request.exchange) as never } };
    }
  });
}

async function send(body: AsyncGenerator<string, void, undefined>, response: ServerResponse): Promise<void> {
  response.once('close', () => void body.return());
  for await (const text of body) {
    if (!response.writable) break;
    await new Promise<void>((resolve) => response.write(text, () => resolve()));
  }
  response.end();
}

function refuse(parts: LiveParts, request: FastifyRequest, reply: FastifyReply, error: unknown): FastifyReply {
  if (error instanceof SubscriptionRefused) {
    const errors = noteErrors(error.errors.map(parts.format), request.exchange);
    const { status } = ERROR_CODES[codeOf(error.errors[0])];
    return reply.code(status === 200 ? 403 : status).send({ errors });
  }
  const known = geleitErrorIn(error);
  if (!known) throw error;
  const { status } = ERROR_CODES[known.code];
  if (status >= 500) parts.options.logger.error({ requestId: request.id, error }, 'unexpected error');
  const { code, message } = known instanceof GeleitError ? known : { code: codeOf(known), message: '' };
  return sendError(request, reply, { code, message, status: status === 200 ? 403 : status });
}
