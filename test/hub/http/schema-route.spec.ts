import { afterEach, describe, expect, it } from '@jest/globals';
import { run, type Running } from './http-server.fixture';

let running: Running | undefined;
afterEach(() => running?.server.close());

describe('a published JSON Schema', () => {
  it('is served to everybody under its path, and nothing beside it', async () => {
    const schema = { $id: '/schemas/thing-1.json', type: 'object' };
    running = await run({ publishedSchemas: [{ path: '/schemas/thing-1.json', schema: () => schema }] });
    const { status, headers, text } = await running.send('/schemas/thing-1.json');
    expect([status, headers['content-type'], JSON.parse(text)]).toEqual([
      200,
      'application/schema+json; charset=utf-8',
      schema,
    ]);
    expect((await running.send('/schemas/thing-2.json')).status).toBe(404);
  });
});
