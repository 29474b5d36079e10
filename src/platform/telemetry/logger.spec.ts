import { describe, expect, it } from '@jest/globals';
import { type LogFields } from './safe-fields';
import { createLogger } from './logger';

function lines(): { write: (line: string) => void; all: () => Record<string, unknown>[]; text: () => string } {
  const written: string[] = [];
  return {
    write: (line) => void written.push(line),
    all: () => written.map((line) => JSON.parse(line) as Record<string, unknown>),
    text: () => written.join(''),
  };
}

describe('The log', () => {
  it('keeps the fields of the list', () => {
    const out = lines();
    createLogger({ logLevel: 'info' }, out).info(
      {
        requestId: '5f0c6a52-8f6c-4d0e-9a55-0d3f4f3f0c11',
        status: 200,
        route: '/graphql',
        errorCodes: ['FORBIDDEN', 'Amira'],
        institution: 'city',
        role: 'planner',
        code: 'FORBIDDEN',
      },
      'request',
    );
    expect(out.all()).toEqual([
      {
        level: 'info',
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        requestId: '5f0c6a52-8f6c-4d0e-9a55-0d3f4f3f0c11',
        status: 200,
        route: '/graphql',
        errorCodes: ['FORBIDDEN'],
        institution: 'city',
        role: 'planner',
        code: 'FORBIDDEN',
        msg: 'request',
      },
    ]);
  });

  it('drops fields outside the list and values that do not have the form of their field', () => {
    const out = lines();
    const log = createLogger({ logLevel: 'info' }, out);
    const slipped = {
      personId: 'Amira',
      body: { name: 'Amira' },
      headers: { authorization: 'Amira' },
      variables: 'Amira',
    };
    const abused = {
      requestId: 'Amira',
      operation: 'Amira',
      method: 'Amira',
      institution: 'Amira',
      role: 'Amira',
      code: 'Amira',
      purpose: 'Amira',
      signal: 'Amira',
    };
    log
      .child({ ...slipped, ...abused } as LogFields)
      .warn({ ...slipped, status: 'Amira' } as unknown as LogFields, 'request');
    expect(out.text()).not.toContain('Amira');
    expect(out.all()).toEqual([{ level: 'warn', time: expect.any(String), msg: 'request' }]);
  });

  it('tells the class, the code and the place of an error, but nothing of its message', () => {
    const out = lines();
    const cause = Object.assign(new TypeError('Amira'), { code: 'ECONNRESET' });
    const error = Object.assign(new Error('duplicate key\n    at Amira (/x.js:1:1)', { cause }), {
      code: '23505',
      table: 'person',
      constraint: 'person_pkey',
      detail: 'Key (name)=(Amira) already exists.',
      where: 'COPY person, line 1: "Amira"',
    });
    createLogger({ logLevel: 'info' }, out).error({ error }, error.message);
    expect(out.text()).not.toContain('Amira');
    expect(out.all()).toEqual([
      expect.objectContaining({
        msg: 'An error',
        error: {
          type: 'Error',
          code: '23505',
          table: 'person',
          constraint: 'person_pkey',
          at: expect.arrayContaining([expect.stringContaining('logger.spec.ts')]),
          cause: { type: 'TypeError', code: 'ECONNRESET', at: expect.any(Array) },
        },
      }),
    ]);
  });

  it('does not repeat what was thrown if it is no error', () => {
    const out = lines();
    createLogger({ logLevel: 'info' }, out).error({ error: 'Amira' }, 'request failed');
    expect(out.all()).toEqual([expect.objectContaining({ error: { type: 'string' } })]);
  });

  it('is silent below its level, and passes the fields of a child on', () => {
    const out = lines();
    const log = createLogger({ logLevel: 'warn' }, out).child({ institution: 'caritas' });
    log.info({}, 'not this');
    log.child({ role: 'service' }).fatal({ status: 500 }, 'this');
    expect(out.all()).toEqual([
      expect.objectContaining({ level: 'fatal', institution: 'caritas', role: 'service', status: 500 }),
    ]);
  });
});
