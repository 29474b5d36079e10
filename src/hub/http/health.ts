import type { FastifyInstance } from 'fastify';
import type { HttpServerOptions, ReadinessCheck } from './options';

/** A check that does not answer in this time counts as failed. */
const PATIENCE_MILLISECONDS = 3_000;

/**
 * `/livez` says that the process answers at all; `/readyz` that it can serve: 503 with the checks that fail. While the
 * hub drains it is not ready, so that a load balancer sends its requests elsewhere.
 */
export function addHealthRoutes(
  app: FastifyInstance,
  readiness: HttpServerOptions['readiness'],
  isDraining: () => boolean,
): void {
  app.get('/livez', () => ({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    const checks = isDraining()
      ? { shutdown: { ok: false, detail: 'The hub is shutting down.' } }
      : await ask(readiness);
    const ok = Object.values(checks).every((check) => check.ok);
    return reply.code(ok ? 200 : 503).send({ status: ok ? 'ok' : 'unavailable', checks });
  });
}

async function ask(readiness: HttpServerOptions['readiness']): Promise<Record<string, ReadinessCheck>> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<Record<string, ReadinessCheck>>((resolve) => {
    const late = { readiness: { ok: false, detail: 'The checks did not answer in time.' } };
    timer = setTimeout(() => resolve(late), PATIENCE_MILLISECONDS);
  });
  try {
    const checks = await Promise.race([readiness(), tooLate]);
    return Object.fromEntries(Object.entries(checks).map(([name, check]) => [name, withoutAddresses(check)]));
  } catch {
    // The message of whatever was thrown may hold an address with a password.
    return { readiness: { ok: false, detail: 'The checks could not be made.' } };
  } finally {
    clearTimeout(timer);
  }
}

/** The port may be open to more people than the configuration is. */
function withoutAddresses({ ok, detail }: ReadinessCheck): ReadinessCheck {
  return { ok, ...(detail !== undefined && { detail: detail.replace(/\w+:\/\/\S+/g, '(address)') }) };
}
