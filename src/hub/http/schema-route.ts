import type { FastifyInstance } from 'fastify';

/** A JSON Schema that the hub serves for everybody: it describes documents and holds none. */
export interface PublishedSchema {
  readonly path: string;
  /** Made when somebody reads it first: nobody waits for it at the start. */
  readonly schema: () => Readonly<Record<string, unknown>>;
}

/** A schema under a path never changes in a way that breaks readers, so that they may keep it for a day. */
const CACHE_SECONDS = 86_400;

export function addSchemaRoutes(app: FastifyInstance, schemas: readonly PublishedSchema[]): void {
  for (const { path, schema } of schemas) {
    let text: string | undefined;
    app.get(path, (_request, reply) =>
      reply
        .header('cache-control', `public, max-age=${CACHE_SECONDS}`)
        .type('application/schema+json; charset=utf-8')
        .send((text ??= JSON.stringify(schema()))),
    );
  }
}
