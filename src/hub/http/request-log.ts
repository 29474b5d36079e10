import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from '../../platform/telemetry/logger';

/** Routes that are asked every few seconds; their lines are worth reading only when something is looked into. */
const PROBES = new Set(['/livez', '/readyz']);

/**
 * Writes the one line of a request: who asked in which role, how it ended, how long it took. No query, operation name,
 * variables, address or person: the access log in the database says who saw what, and only to those entitled to it.
 */
export function logRequest(logger: Logger, request: FastifyRequest, reply: FastifyReply): void {
  const { institution, role, errorCodes } = request.exchange;
  const route = request.routeOptions.url ?? 'unknown';
  const line = {
    requestId: request.id,
    method: request.method,
    route,
    status: reply.statusCode,
    milliseconds: Math.round(reply.elapsedTime),
    institution,
    role,
    errorCodes: errorCodes.size > 0 ? [...errorCodes] : undefined,
  };
  if (PROBES.has(route)) logger.debug(line, 'request');
  else logger.info(line, 'request');
}
