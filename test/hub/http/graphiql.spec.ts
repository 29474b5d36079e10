import { createHash } from 'node:crypto';
import { runInNewContext } from 'node:vm';
import { afterEach, describe, expect, it } from '@jest/globals';
import { graphiqlPage } from '../../../src/hub/http/graphiql';
import { run, schema, type Running } from './http-server.fixture';
import type { Demonstration } from '../../../src/hub/http/options';

const demonstration: Demonstration = {
  personas: [
    { name: 'city-counsellor', label: 'City <Team "B">' },
    { name: 'jobcenter-adviser', label: 'Jobcenter' },
  ],
  tokenFor: (persona) => Promise.resolve(`token of ${persona}`),
};
const purposes = ['CASE_MANAGEMENT'];

describe('GraphiQL', () => {
  const { html, policy } = graphiqlPage({ demonstration, purposes, schema });
  /** The page without the bundled scripts, which name addresses of specifications and licences. */
  const markup = html
    .replace(/<script>[\s\S]*?<\/script>/g, '<script></script>')
    .replace(/<style>[\s\S]*?<\/style>/g, '');

  it('loads nothing from anywhere', () => {
    expect(markup).not.toMatch(/https?:|\/\/[a-z]/i);
    expect(markup).not.toMatch(/\bsrc=/);
    expect([...markup.matchAll(/href="([^"]*)"/g)].map(([, address]) => address?.slice(0, 19))).toEqual([
      'data:image/svg+xml,',
    ]);
    const styles = [...html.matchAll(/<style>([\s\S]*?)<\/style>/g)].map(([, style]) => style).join('');
    expect(styles).not.toMatch(/@import|url\((?!["']?data:)[^)]*\/\//);
  });

  it('is forbidden by its policy to reach any address but the hub’s', () => {
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("connect-src 'self'");
    expect(policy).not.toMatch(/https?:|\*|unsafe-eval/);
    expect(policy).not.toMatch(/script-src[^;]*unsafe-inline/);
  });

  it('allows exactly the scripts that it holds', () => {
    const start = html.indexOf('<div id="root">');
    const scripts = [...html.slice(0, start).matchAll(/<script>([\s\S]*?)<\/script>/g)].map(
      ([, script]) => script ?? '',
    );
    const last = html.slice(html.indexOf('<script>', start) + '<script>'.length, html.lastIndexOf('</script>'));
    const hashes = [...scripts, last].map((text) => createHash('sha256').update(text).digest('base64'));
    expect(hashes).toHaveLength(4);
    expect(policy.match(/'sha256-[^']+'/g)).toEqual(hashes.map((hash) => `'sha256-${hash}'`));
  });

  it('offers personas and purposes, with whatever is in their labels', () => {
    expect(markup).toContain('<option value="city-counsellor">City &#60;Team &#34;B&#34;&#62;</option>');
    expect(markup).toContain('<option value="CASE_MANAGEMENT">case management</option>');
    expect(html).toContain('query FirstLook {');
  });

  it.each(['with', 'without'])(
    'sends subscriptions, and nothing else, to the address of streams (%s the bar)',
    async (bar) => {
      const page = graphiqlPage({ purposes, schema, ...(bar === 'with' && { demonstration }) }).html;
      const ours = page.slice(0, page.indexOf('<div id="root">'));
      const scripts = [...ours.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, script]) => script ?? '');
      const origin = 'http://hub.test';
      const sent: { path: string; authorization: string | null; body: string }[] = [];
      class PageRequest extends Request {
        constructor(input: string | Request, init?: RequestInit) {
          super(input instanceof Request ? input : new URL(input, origin), init);
        }
      }
      const window = {
        async fetch(input: string | Request, init?: RequestInit) {
          const request = new PageRequest(input, init);
          const path = new URL(request.url).pathname;
          if (path === '/demonstration/token') return Response.json({ token: 'of-persona' });
          sent.push({ path, authorization: request.headers.get('authorization'), body: await request.text() });
          return new Response();
        },
      };
      const select = { options: [], value: '', addEventListener: () => undefined };
      runInNewContext(scripts.join('\n'), {
        window,
        Headers,
        Request: PageRequest,
        URL,
        location: { href: `${origin}/`, origin },
        history: {},
        localStorage: { getItem: () => null },
        document: { getElementById: () => ({ ...select }) },
      });
      for (const accept of ['text/event-stream', 'application/json', 'text/event-stream']) {
        await window.fetch('/graphql', { method: 'POST', headers: { accept }, body: accept });
      }
      const authorization = bar === 'with' ? 'Bearer of-persona' : null;
      expect(sent).toEqual([
        { path: '/graphql/stream', authorization, body: 'text/event-stream' },
        { path: '/graphql', authorization, body: 'application/json' },
        { path: '/graphql/stream', authorization, body: 'text/event-stream' },
      ]);
      expect(page).toContain('"method":"POST"');
    },
  );

  it('has no switch outside the demonstration', () => {
    const plain = graphiqlPage({ purposes, schema });
    expect(plain.html).not.toMatch(/geleit-persona|demonstration\/token/);
    expect(plain.policy.match(/'sha256-/g)).toHaveLength(3);
  });
});

describe('the address /', () => {
  let hub: Running;
  afterEach(() => hub.server.close());

  it('serves the page compressed, and once until it changes', async () => {
    hub = await run({ demonstration });
    const response = await fetch(hub.url);
    const { headers } = response;
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(headers.get('content-security-policy')).toContain('sha256-');
    expect(await response.text()).toContain('<title>Geleit</title>');
    const etag = headers.get('etag') ?? '';
    expect((await fetch(hub.url, { headers: { 'if-none-match': etag } })).status).toBe(304);
  });

  it('does not exist in production, nor do tokens for personas', async () => {
    hub = await run({ production: true });
    expect((await hub.send('/')).status).toBe(404);
    const headers = { 'content-type': 'application/json' };
    const body = '{"persona":"city-counsellor"}';
    expect((await hub.send('/demonstration/token', { method: 'POST', headers, body })).status).toBe(404);
  });

  it('is served in production if it is a demonstration', async () => {
    hub = await run({ production: true, demonstration });
    expect((await hub.send('/')).status).toBe(200);
  });
});

describe('tokens of the demonstration', () => {
  let hub: Running;
  afterEach(() => hub.server.close());
  const ask = (body: string, type = 'application/json') =>
    hub.send('/demonstration/token', { method: 'POST', headers: { 'content-type': type }, body });

  it('are given for the personas that there are, and no others', async () => {
    hub = await run({ demonstration });
    expect((await ask('{"persona":"city-counsellor"}')).text).toBe('{"token":"token of city-counsellor"}');
    for (const body of ['{"persona":"administrator"}', '{"persona":["city-counsellor"]}', '{}', 'null', '[]']) {
      const answer = await ask(body);
      expect({ body, status: answer.status }).toEqual({ body, status: 400 });
      expect(answer.text).not.toContain('administrator');
    }
    expect((await ask('{"persona":"city-counsellor"}', 'text/plain')).status).toBe(415);
  });

  it('say nothing of why there is none', async () => {
    const tokenFor = () => Promise.reject(new Error('the key file /etc/secret'));
    hub = await run({ demonstration: { ...demonstration, tokenFor } });
    const answer = await ask('{"persona":"city-counsellor"}');
    expect(answer.status).toBe(500);
    expect(answer.text).not.toContain('secret');
    expect(answer.body.errors?.[0]?.extensions.requestId).toBe(answer.headers['x-request-id']);
  });
});
