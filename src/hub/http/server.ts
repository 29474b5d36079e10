import { randomUUID } from 'node:crypto';
import Fastify, { type FastifyInstance } from 'fastify';
import { AdmittedOperations } from '../execution/admitted-operations';
import { answerErrors, setHeaders } from './answers';
import { createApollo } from './apollo';
import { newExchange } from './exchange';
import { addGraphiql } from './graphiql';
import { addGraphqlRoute } from './graphql-route';
import { addHealthRoutes } from './health';
import { MAX_BODY_BYTES } from './limits';
import { addKeysRoute } from './keys-route';
import { listenOn } from './listen';
import { addLiveRoutes } from './live/live-routes';
import { answerBadBytes, answerBadUrl } from './malformed';
import type { HttpServerOptions, HubServer } from './options';
import { limitConnections, cutSlowBodies, PATIENCE } from './patience';
import { logRequest } from './request-log';
import { addSchemaRoutes } from './schema-route';
import { addScanRoutes, SCANS_PATH } from './scan-route';
import { drainOf } from './shutdown';

/** Returns the hub's HTTP server, ready to listen. It starts nothing else and reads no environment variable. */
export async function createHttpServer(options: HttpServerOptions): Promise<HubServer> {
  const { logger, production, demonstration } = options;
  const app = Fastify({
    // Fastify's own lines hold addresses and query strings; the hub writes its own.
    logger: false,
    bodyLimit: MAX_BODY_BYTES,
    ...PATIENCE,
    requestIdHeader: false,
    genReqId: () => randomUUID(),
    frameworkErrors: answerBadUrl,
    clientErrorHandler: answerBadBytes,
  });
  limitConnections(app.server, options.poolSize ?? 0);
  const drain = drainOf(app.server);
  addHooks(app, options, drain.isDraining);
  cutSlowBodies(app, (path) => path === SCANS_PATH);

  const live = await addLiveRoutes(app, options, drain.isClosing);
  const admitted = new AdmittedOperations();
  const apollo = createApollo(options, admitted);
  await apollo.start();
  addGraphqlRoute(app, { apollo, admitted }, options);
  addHealthRoutes(app, options.readiness, drain.isDraining);
  addScanRoutes(app, options);
  addKeysRoute(app, options.publicKeys ?? []);
  addSchemaRoutes(app, options.publishedSchemas ?? []);
  if (!production || demonstration) addGraphiql(app, options);
  await app.ready();

  const stop = async (): Promise<void> => {
    const { shutdownGraceSeconds: grace, shutdownDrainSeconds: drainFor = 0 } = options;
    await drain.announce(drainFor);
    const drained = drain.close(grace - drainFor);
    // Load balancers know by now that it is not ready: whoever subscribes again comes to another replica.
    live.close();
    const cut = await drained;
    if (cut > 0) logger.warn({ cut }, 'requests were cut because the time for shutdown was over');
    await app.close();
    await apollo.stop();
  };
  let stopped: Promise<void> | undefined;
  return {
    listen: async (place) => ({ url: await listenOn(app, place) }),
    close: () => (stopped ??= stop()),
  };
}

function addHooks(app: FastifyInstance, { logger }: HttpServerOptions, isDraining: () => boolean): void {
  // GraphQL and tokens arrive as JSON only: a page of another origin cannot send that without asking first.
  app.removeContentTypeParser('text/plain');
  app.decorateRequest('exchange');
  app.addHook('onRequest', (request, _reply, done) => {
    request.exchange = newExchange(request.id);
    done();
  });
  app.addHook('onSend', (request, reply, _payload, done) => {
    setHeaders(request, reply);
    // Tells the client to send its next request to another replica.
    if (isDraining()) reply.header('connection', 'close');
    done();
  });
  app.addHook('onResponse', (request, reply, done) => {
    logRequest(logger, request, reply);
    done();
  });
  answerErrors(app, logger);
}
