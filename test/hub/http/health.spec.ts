import { afterEach, describe, expect, it } from '@jest/globals';
import { run, type Running } from './http-server.fixture';
import type { ReadinessCheck } from '../../../src/hub/http/options';

describe('health', () => {
  let hub: Running;
  afterEach(() => hub.server.close());

  const ready = async (readiness: () => Promise<Record<string, ReadinessCheck>>) => {
    hub = await run({ readiness, production: true });
    const { status, text } = await hub.send('/readyz');
    return { status, body: JSON.parse(text) as unknown, text };
  };

  it('is ready if every check passes', async () => {
    const { status, body } = await ready(() => Promise.resolve({ database: { ok: true }, keys: { ok: true } }));
    expect(status).toBe(200);
    expect(body).toEqual({ status: 'ok', checks: { database: { ok: true }, keys: { ok: true } } });
  });

  it('names the check that fails', async () => {
    const migrations = { ok: false, detail: '2 migrations have not run.' };
    const { status, body } = await ready(() => Promise.resolve({ database: { ok: true }, migrations }));
    expect(status).toBe(503);
    expect(body).toEqual({ status: 'unavailable', checks: { database: { ok: true }, migrations } });
  });

  it('shows no address and no message of an error', async () => {
    const detail = 'connect to postgres://geleit:secret@db:5432/geleit failed';
    const { text } = await ready(() => Promise.resolve({ database: { ok: false, detail } }));
    expect(text).not.toMatch(/secret|db:5432/);
    await hub.server.close();
    const failed = await ready(() => Promise.reject(new Error('password secret')));
    expect(failed.status).toBe(503);
    expect(failed.text).not.toContain('secret');
  });

  it('is not ready if the checks hang, and is alive all the same', async () => {
    const asked = ready(() => new Promise(() => undefined));
    expect(await asked).toMatchObject({ status: 503, body: { checks: { readiness: { ok: false } } } });
    expect(await hub.send('/livez')).toMatchObject({ status: 200, body: { status: 'ok' } });
  });
});
