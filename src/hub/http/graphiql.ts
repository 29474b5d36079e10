import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type * as Renderer from '@graphql-yoga/render-graphiql';
import type { FastifyInstance } from 'fastify';
import { GeleitError } from '../../platform/errors';
import { defaultQueryFor } from './default-query';
import { BAR_STYLE, barMarkup, barScript } from './graphiql-bar';
import { GRAPHQL_PATH } from './graphql-route';
import { LIVE_PATH } from './live/live-routes';
import type { HttpServerOptions } from './options';

const load = createRequire(__filename);

const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><circle cx="12" cy="12" r="11" fill="#1d5c63"/>' +
  '<path d="M7 12h10M13 8l4 4-4 4" stroke="#fff" stroke-width="2" fill="none"/></svg>';

/** GraphiQL writes the query into the address of the page, and so, at a reload, into the logs of every proxy. */
const KEEP_ADDRESS_CLEAN = 'history.replaceState = () => undefined;';

/** GraphiQL asks the address of queries for event streams, whatever other address it is given for them. */
const STREAMS_FROM_THEIR_ADDRESS = `(() => {
    const fetchAsIs = window.fetch;
    window.fetch = (input, init) => {
      const isStream = new Headers(init?.headers).get('accept') === 'text/event-stream';
      const isHere = !(input instanceof Request) && new URL(input, location.href).pathname === ${JSON.stringify(GRAPHQL_PATH)};
      return fetchAsIs(isStream && isHere ? ${JSON.stringify(LIVE_PATH)} : input, init);
    };
  })();`;

interface Page {
  readonly html: string;
  readonly policy: string;
}

/**
 * Returns the page for trying queries and the content security policy under which it runs. Everything is in the page
 * itself: it runs the scripts that it was made of, by their hashes, and reaches no address but the hub's.
 */
export function graphiqlPage({ demonstration, purposes, schema }: PageOptions): Page {
  // Nine megabytes that a hub in production never needs.
  const { renderGraphiQL } = load('@graphql-yoga/render-graphiql') as typeof Renderer;
  const html = renderGraphiQL({
    title: 'Geleit',
    logo: ICON,
    favicon: `data:image/svg+xml,${encodeURIComponent(ICON)}`,
    endpoint: GRAPHQL_PATH,
    // By GET a subscription would be in the address, and so in the logs of every proxy.
    method: 'POST',
    defaultQuery: defaultQueryFor(schema),
    // A token that somebody typed must not outlive the page.
    shouldPersistHeaders: false,
  });
  const root = html.indexOf('<div id="root">');
  const start = html.indexOf('<script>', root) + '<script>'.length;
  const end = html.lastIndexOf('</script>');
  if (root < 0 || start < root || end < start) throw new Error('GraphiQL has changed its page; see graphiql.ts.');

  // The last wraps what the bar has wrapped, so that the bar meets the address to which a request really goes.
  const bars = demonstration ? [barScript([GRAPHQL_PATH, LIVE_PATH])] : [];
  const ours = [KEEP_ADDRESS_CLEAN, ...bars, STREAMS_FROM_THEIR_ADDRESS];
  const bar = demonstration ? `<style>${BAR_STYLE}</style>${barMarkup(demonstration.personas, purposes)}` : '';
  const head = bar + ours.map((script) => `<script>${script}</script>`).join('');
  return {
    html: (html.slice(0, root) + head + html.slice(root)).trimStart(),
    policy: policyFor([...ours, html.slice(start, end)]),
  };
}

type PageOptions = Pick<HttpServerOptions, 'demonstration' | 'purposes' | 'schema'>;

/** Serves the page at `/`, and in demonstration mode the tokens of the personas that its bar offers. */
export function addGraphiql(app: FastifyInstance, options: HttpServerOptions): void {
  // Made at the first visit, kept compressed, sent again only if it has changed.
  let page: Promise<{ body: Buffer; etag: string; policy: string }> | undefined;
  app.get('/', async (request, reply) => {
    const { body, etag, policy } = await (page ??= compressed(graphiqlPage(options)));
    reply.headers({ 'content-security-policy': policy, 'cache-control': 'no-cache', etag });
    if (request.headers['if-none-match'] === etag) return reply.code(304).send();
    reply.type('text/html; charset=utf-8').header('vary', 'accept-encoding');
    // Command line clients do not ask for compression and would show bytes.
    if (!/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) return reply.send(await promisify(gunzip)(body));
    return reply.header('content-encoding', 'gzip').send(body);
  });

  const { demonstration } = options;
  if (!demonstration) return;
  const names = new Set(demonstration.personas.map(({ name }) => name));
  app.post<{ Body: { persona?: unknown } | null }>('/demonstration/token', async ({ body }) => {
    const persona = body?.persona;
    if (typeof persona !== 'string' || !names.has(persona)) {
      throw new GeleitError('BAD_REQUEST', 'Name one of the personas of the demonstration.');
    }
    return { token: await demonstration.tokenFor(persona) };
  });
}

async function compressed({ html, policy }: Page): Promise<{ body: Buffer; etag: string; policy: string }> {
  const etag = `"${createHash('sha256').update(html).digest('base64url')}"`;
  return { body: await promisify(gzip)(html), etag, policy };
}

function policyFor(scripts: readonly string[]): string {
  const hashes = scripts.map((script) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`);
  return [
    "default-src 'none'",
    `script-src ${hashes.join(' ')}`,
    // The editor computes in workers that it makes of its own source, and sets styles while it runs.
    'worker-src blob:',
    "style-src 'unsafe-inline'",
    'font-src data:',
    'img-src data:',
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
