import type { FastifyInstance } from 'fastify';
import type { JWK } from 'jose';

const KEYS_PATH = '/.well-known/jwks.json';

/** A verifier may keep the keys for five minutes; a new key signs only receipts that it has not seen yet. */
const CACHE_SECONDS = 300;

/** The public keys of consent receipts as a JWK Set (RFC 7517, section 5), for everybody. */
export function addKeysRoute(app: FastifyInstance, keys: readonly JWK[]): void {
  app.get(KEYS_PATH, (_request, reply) =>
    reply
      .header('cache-control', `public, max-age=${CACHE_SECONDS}`)
      .type('application/jwk-set+json; charset=utf-8')
      .send(JSON.stringify({ keys })),
  );
}
