import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { run, type Running } from './http-server.fixture';

const TRUSTED = '{ hello }';
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');
const byHash = (sha256Hash: string) => ({ extensions: { persistedQuery: { version: 1, sha256Hash } } });

describe('trusted documents', () => {
  let hub: Running;
  beforeAll(async () => {
    hub = await run({ trustedDocuments: new Map([[hashOf(TRUSTED), TRUSTED]]) });
  });
  afterAll(() => hub.server.close());

  const post = async (body: object) => {
    const headers = { 'content-type': 'application/json' };
    return hub.send('/graphql', { method: 'POST', headers, body: JSON.stringify(body) });
  };
  const get = (parameters: Record<string, string>) =>
    hub.send(`/graphql?${new URLSearchParams(parameters).toString()}`, {
      headers: { 'apollo-require-preflight': '1' },
    });

  it('run by their text and by their hash, by POST and by GET', async () => {
    const answers = [
      await post({ query: TRUSTED }),
      await post(byHash(hashOf(TRUSTED))),
      await get({ query: TRUSTED }),
      await get({ extensions: JSON.stringify(byHash(hashOf(TRUSTED)).extensions) }),
    ];
    for (const { body } of answers) expect(body).toEqual({ data: { hello: 'hello' } });
  });

  it('are the only ones that run, and others are not even parsed', async () => {
    const other = '{ hello __typename }';
    const answers = [
      await post({ query: other }),
      await post({ query: '{ not a query' }),
      await post(byHash(hashOf(other))),
      await get({ query: other }),
      // Asking a second time must not find what the first time left behind.
      await post({ query: other, ...byHash(hashOf(other)) }),
      await post(byHash(hashOf(other))),
    ];
    for (const { status, body } of answers) {
      expect(status).toBe(400);
      expect(body.errors?.map(({ extensions }) => extensions.code)).toEqual(['DOCUMENT_NOT_TRUSTED']);
    }
  });

  it('cannot lend their hash to another text', async () => {
    const { status, body } = await post({ query: '{ __typename }', ...byHash(hashOf(TRUSTED)) });
    expect({ status, code: body.errors?.[0]?.extensions.code }).toEqual({ status: 400, code: 'BAD_REQUEST' });
    expect(body.data).toBeUndefined();
  });
});
