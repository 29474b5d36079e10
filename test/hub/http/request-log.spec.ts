import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { run, type Running } from './http-server.fixture';

describe('the line of a request in the log', () => {
  let hub: Running;
  beforeAll(async () => {
    hub = await run();
  });
  afterAll(() => hub.server.close());

  const lineOf = (id: unknown) => hub.log.filter(({ requestId, msg }) => requestId === id && msg === 'request');

  it('says who asked in which role, how it ended and how long it took, once', async () => {
    const { headers } = await hub.ask('{ hello }');
    const lines = lineOf(headers['x-request-id']);
    expect(lines).toHaveLength(1);
    const { time: _time, milliseconds, ...line } = lines[0] ?? {};
    expect(milliseconds).toEqual(expect.any(Number));
    expect(line).toEqual({
      level: 'info',
      msg: 'request',
      requestId: headers['x-request-id'],
      method: 'POST',
      route: '/graphql',
      status: 200,
      institution: 'jobcenter',
      role: 'case-manager',
    });
  });

  it('has the codes of the errors, those before there is a context included', async () => {
    const during = await hub.ask('{ a: fail(how: "no-such-person") b: fail(how: "no-such-person") c: fail(how: "x") }');
    const before = await hub.send('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '[]',
    });
    const outside = await hub.send('/nowhere');
    expect(lineOf(during.headers['x-request-id'])).toMatchObject([
      { errorCodes: ['NO_SUCH_PERSON', 'INTERNAL_SERVER_ERROR'] },
    ]);
    expect(lineOf(before.headers['x-request-id'])).toMatchObject([{ status: 400, errorCodes: ['BAD_REQUEST'] }]);
    expect(lineOf(outside.headers['x-request-id'])).toMatchObject([{ status: 404, errorCodes: ['BAD_REQUEST'] }]);
  });

  it('has no query, operation name, variable, header or address in it', async () => {
    const query = 'query OfMeier($on: Day!) { born(on: $on) }';
    await hub.ask(query, { on: '1984-01-01' }, { authorization: 'Bearer of-meier', 'x-purpose': 'of-meier' });
    await hub.ask(query, { on: 'Meier' });
    await hub.ask('{ hello(meier: "Meier") }');
    await hub.ask('{ fail(how: "text-of-a-row") }');
    await hub.send('/meier?name=Meier');
    await hub.send(`/graphql?query={hello}&variables=${encodeURIComponent('{"name":"Meier"}')}`);
    await hub.send('/%zzmeier');
    expect(hub.logText()).not.toMatch(/meier|1984|127\.0\.0\.1/i);
    expect(hub.logText()).not.toContain('a-subject');
  });

  it('is written about probes only when something is looked into', async () => {
    const { headers } = await hub.send('/readyz');
    expect(lineOf(headers['x-request-id'])).toMatchObject([{ level: 'debug', route: '/readyz' }]);
  });
});
