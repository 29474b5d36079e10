import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ERROR_CODES } from '../../platform/errors';
import { sendError, setHeaders } from './answers';
import { newExchange } from './exchange';
import { endWith } from './patience';

const MESSAGE = 'The request is not well-formed.';

/** Answers a path that cannot be decoded. No hook has run for such a request. */
export function answerBadUrl(_error: Error, request: FastifyRequest, reply: FastifyReply): void {
  request.exchange = newExchange(request.id);
  setHeaders(request, reply.code(400));
  void sendError(request, reply, { code: 'BAD_REQUEST', message: MESSAGE, status: 400 });
}

/** Answers bytes that are no HTTP request, too long headers, or a request that did not arrive in time. */
export function answerBadBytes(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const status =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? '431 Request Header Fields Too Large'
      : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? '408 Request Timeout'
        : '400 Bad Request';
  const extensions = { code: 'BAD_REQUEST', remedy: ERROR_CODES.BAD_REQUEST.remedy };
  const body = JSON.stringify({ errors: [{ message: MESSAGE, extensions }] });
  const head = [
    `HTTP/1.1 ${status}`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    `x-request-id: ${randomUUID()}`,
    'cache-control: no-store',
    'connection: close',
  ];
  endWith(socket, `${head.join('\r\n')}\r\n\r\n${body}`);
}
