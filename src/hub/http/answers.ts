import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ERROR_CODES, type ErrorCode, type GeleitError } from '../../platform/errors';
import type { Logger } from '../../platform/telemetry/logger';
import { noteErrors } from './exchange';
import { codeOf, geleitErrorIn } from './format-error';

/** Seconds until a client should try again; PostgreSQL needs one or two to come back after a crash. */
const RETRY_AFTER_SECONDS = 2;

const NO_STORE: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

/** Sends an error in the form of a GraphQL answer, whatever the route. */
export function sendError(
  request: FastifyRequest,
  reply: FastifyReply,
  { code, message, status }: { code: ErrorCode; message: string; status?: number },
): FastifyReply {
  const { status: usual, remedy } = ERROR_CODES[code];
  const errors = noteErrors([{ message, extensions: { code, remedy } }], request.exchange);
  return reply
    .code(status ?? usual)
    .type('application/json; charset=utf-8')
    .send({ errors });
}

/** What Fastify itself refuses, in the words of the catalogue; its own messages may quote the request. */
const REFUSALS: Readonly<Record<string, [ErrorCode, string]>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: ['BODY_TOO_LARGE', 'The request body is too large.'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: ['BAD_REQUEST', 'The request body must be application/json.'],
  FST_ERR_CTP_EMPTY_JSON_BODY: ['BAD_REQUEST', 'The request body is empty.'],
  FST_ERR_CTP_INVALID_JSON_BODY: ['BAD_REQUEST', 'The request body is not valid JSON.'],
};

/** Answers everything that does not reach GraphQL: unknown paths, refused bodies, errors of the hub. */
export function answerErrors(app: FastifyInstance, logger: Logger): void {
  app.setNotFoundHandler((request, reply) =>
    sendError(request, reply, {
      code: 'BAD_REQUEST',
      message: 'Here is nothing; GraphQL is at /graphql.',
      status: 404,
    }),
  );
  app.setErrorHandler((error: Error & { code?: string; statusCode?: number }, request, reply) => {
    const [code, message] = REFUSALS[error.code ?? ''] ?? [];
    if (code && message) return sendError(request, reply, { code, message, status: error.statusCode });
    const known = geleitErrorIn(error);
    if (known) return sendGeleitError(request, reply, known, logger);
    if (error.code === 'ERR_INVALID_URL' || (error.statusCode && error.statusCode < 500)) {
      const malformed = 'The request is not well-formed.';
      return sendError(request, reply, { code: 'BAD_REQUEST', message: malformed, status: error.statusCode });
    }
    logger.error({ requestId: request.id, error }, 'unexpected error');
    const masked = 'Something went wrong inside the hub.';
    return sendError(request, reply, { code: 'INTERNAL_SERVER_ERROR', message: masked });
  });
}

/** Tells who asks in another way than by GET and POST how to ask here. */
export function refuseOtherMethods(app: FastifyInstance, url: string, message: string): void {
  app.route({
    method: ['PUT', 'PATCH', 'DELETE', 'OPTIONS'],
    url,
    handler(request, reply) {
      reply.header('allow', 'GET, POST');
      return sendError(request, reply, { code: 'BAD_REQUEST', message, status: 405 });
    },
  });
}

function sendGeleitError(request: FastifyRequest, reply: FastifyReply, error: GeleitError, logger: Logger) {
  if (ERROR_CODES[codeOf(error)].status >= 500) logger.error({ requestId: request.id, error }, 'unexpected error');
  return sendError(request, reply, { code: error.code, message: error.message });
}

/** Headers that follow from the status, and those that keep personal data out of caches and frames. */
export function setHeaders(request: FastifyRequest, reply: FastifyReply): void {
  reply.header('x-request-id', request.id);
  for (const [name, value] of Object.entries(NO_STORE)) {
    if (!reply.hasHeader(name)) reply.header(name, value);
  }
  if (reply.statusCode === 503) reply.header('retry-after', String(RETRY_AFTER_SECONDS));
  // RFC 6750, section 3: a token that was refused is told apart from one that was not sent.
  if (reply.statusCode === 401) {
    const refused = [...request.exchange.errorCodes].some((code) => code.startsWith('TOKEN_'));
    reply.header(
      'www-authenticate',
      refused ? 'Bearer realm="geleit", error="invalid_token"' : 'Bearer realm="geleit"',
    );
  }
}
