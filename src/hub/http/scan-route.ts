import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ERROR_CODES, type ErrorCode } from '../../platform/errors';
import { isUuid, normalId } from '../../records/uuid-kind';
import { MAX_SCAN_BYTES, SCAN_TYPES } from '../../subgraphs/core/consent/capture/scan-file';
import { sendError } from './answers';
import { LAST_WORD } from './patience';
import { attachExchange } from './exchange';
import { geleitErrorIn } from './format-error';
import type { HttpServerOptions, HubContext } from './options';

export const SCANS_PATH = '/consent-scans';

/** The codes that stand beside data in GraphQL, as HTTP says them where there is nothing beside them. */
const STATUS: Partial<Record<ErrorCode, number>> = {
  INVALID_INPUT: 400,
  FORBIDDEN: 403,
  NO_SUCH_PERSON: 404,
  NOT_FOUND: 404,
};

/**
 * Takes and returns scans of forms on paper: a file is no GraphQL value. `POST /consent-scans?personId=…` with the file as
 * body answers its id; `GET /consent-scans/<id>` answers the file. Who may do so row level security decides.
 */
export function addScanRoutes(app: FastifyInstance, options: HttpServerOptions): void {
  const { scans } = options;
  if (!scans) return;
  // In a scope of its own: nowhere else bodies of these types are taken.
  void app.register((scope, _options, done) => {
    scope.addContentTypeParser(SCAN_TYPES, { parseAs: 'buffer', bodyLimit: MAX_SCAN_BYTES }, (_request, body, parsed) =>
      parsed(null, body),
    );
    // Ten megabytes are not taken from somebody who is nobody: token, role and purpose come first.
    scope.addHook('onRequest', async (request, reply) => {
      try {
        request.exchange.context = Promise.resolve(await contextOf(request, options));
        return undefined;
      } catch (error) {
        // What is still being sent is not read any more, and leaves nothing to be said on this connection.
        reply.header('connection', 'close');
        setTimeout(() => request.raw.destroy(), LAST_WORD).unref();
        return refuse(request, reply, error);
      }
    });
    scope.post<{ Querystring: { personId?: string } }>(SCANS_PATH, (request, reply) =>
      answering(request, reply, async () => {
        const context = await request.exchange.context!;
        const mediaType = (request.headers['content-type'] ?? '').split(';')[0]!.trim();
        const content = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
        const scan = await scans.save(context, normalId(request.query.personId ?? ''), mediaType, content);
        return reply.code(201).header('location', `${SCANS_PATH}/${scan.id}`).send(scan);
      }),
    );
    scope.get<{ Params: { id: string } }>(`${SCANS_PATH}/:id`, (request, reply) =>
      answering(request, reply, async () => {
        const context = await request.exchange.context!;
        const id = normalId(request.params.id);
        if (!isUuid(id)) return sendError(request, reply, { code: 'NOT_FOUND', message: 'No such scan.', status: 404 });
        const { mediaType, content } = await scans.read(context, id);
        // Never shown inside a page: what a scan holds is not ours.
        return reply.type(mediaType).header('content-disposition', 'attachment').send(content);
      }),
    );
    done();
  });
}

async function contextOf(request: FastifyRequest, { contextFor }: HttpServerOptions): Promise<HubContext> {
  return attachExchange(await contextFor({ headers: request.headers, requestId: request.id }), request.exchange);
}

async function answering(
  request: FastifyRequest,
  reply: FastifyReply,
  answer: () => Promise<FastifyReply>,
): Promise<FastifyReply> {
  try {
    return await answer();
  } catch (error) {
    return refuse(request, reply, error);
  }
}

function refuse(request: FastifyRequest, reply: FastifyReply, error: unknown): FastifyReply {
  const known = geleitErrorIn(error);
  if (!known || ERROR_CODES[known.code].status >= 500) throw error;
  const { code, message } = known;
  return sendError(request, reply, { code, message, status: STATUS[code] });
}
