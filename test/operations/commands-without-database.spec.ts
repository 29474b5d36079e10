import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer as createHttpServer } from 'node:http';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { workerId } from '../kit/environment';
import { asMaintainer, urlOf } from '../kit/template';
import { runCommand } from './run-command';

const DATABASE = `geleit_empty_w${workerId()}`;
const CLOSED = `geleit_closed_w${workerId()}`;
const STRANGER = `geleit_stranger_w${workerId()}`;

const PRODUCTION = {
  NODE_ENV: 'production',
  OIDC_ISSUERS: JSON.stringify([
    { issuer: 'https://idp.invalid', audience: 'a', jwksUri: 'https://idp.invalid/jwks', kind: 'person' },
  ]),
};

/** What a command needs of PostgreSQL, with how it is called. */
type Command = readonly [name: string, args: () => readonly string[], environment?: Readonly<Record<string, string>>];

describe('a command whose database is not there, or not what it should be', () => {
  let directory: string;
  let persons: string;
  let closed: number;
  let other: { server: Server; port: number };

  const portOf = (server: Server) => (server.address() as { port: number }).port;
  const listening = async (server: Server): Promise<Server> => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return server;
  };
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'geleit-commands-'));
    persons = join(directory, 'persons.csv');
    await writeFile(persons, 'fileNumber;givenName;familyName;birthDate\r\nC-1;Edda;Prüfling;1990-05-17\r\n');
    const server = await listening(createServer());
    closed = portOf(server);
    await new Promise((resolve) => server.close(resolve));
    const http = await listening(createHttpServer((_, response) => void response.end('no database')));
    other = { server: http, port: portOf(http) };
    await asMaintainer(async (client) => {
      await client.query(`create database ${DATABASE}`);
      await client.query(`create database ${CLOSED}`);
      await client.query(`revoke connect on database ${CLOSED} from public`);
      await client.query(`create role ${STRANGER} login password 'Kein-Zutritt'`);
    });
  });
  afterAll(async () => {
    await asMaintainer(async (client) => {
      for (const name of [DATABASE, CLOSED]) await client.query(`drop database ${name} with (force)`);
      await client.query(`drop role ${STRANGER}`);
    });
    other.server.close();
    await rm(directory, { recursive: true });
  });

  const changed = (change: (url: URL) => void): string => {
    const url = new URL(urlOf(DATABASE));
    change(url);
    return url.toString();
  };
  const AS_OWNER: readonly Command[] = [
    ['migrate', () => ['migrate']],
    ['doctor', () => ['doctor']],
    ['audit verify', () => ['audit', 'verify']],
    ['audit retain', () => ['audit', 'retain']],
    ['serve', () => ['serve']],
  ];
  const AS_HUB: readonly Command[] = [
    ['import', () => ['import', 'persons', persons, '--institution', 'city']],
    ['import --dry-run', () => ['import', 'persons', persons, '--institution', 'city', '--dry-run']],
    ['duplicates find', () => ['duplicates', 'find']],
  ];
  const SERVE: Command = ['serve in production', () => ['serve'], PRODUCTION];
  const ALL = [...AS_OWNER, ...AS_HUB];

  const FAULTS: readonly (readonly [string, string, RegExp, () => string, readonly Command[]])[] = [
    [
      'is down',
      'DATABASE_UNREACHABLE',
      /No PostgreSQL answers at 127\.0\.0\.1:\d+\..*Start it/,
      () => changed((url) => (url.port = String(closed))),
      ALL,
    ],
    [
      'is another service, on a wrong port',
      'DATABASE_UNREACHABLE',
      /correct host and port in DATABASE_URL/,
      () => changed((url) => (url.port = String(other.port))),
      [AS_OWNER[0]!, AS_HUB[0]!],
    ],
    [
      'is on a host that there is not',
      'DATABASE_HOST_UNKNOWN',
      /nowhere\.invalid:\d+.*Correct it in DATABASE_URL/,
      () => changed((url) => (url.hostname = 'nowhere.invalid')),
      ALL,
    ],
    [
      'is not there under this name',
      'DATABASE_MISSING',
      /no database geleit_none\. Create it/,
      () => changed((url) => (url.pathname = '/geleit_none')),
      AS_OWNER,
    ],
    [
      'knows another password',
      'DATABASE_LOGIN_REFUSED',
      /does not let the role \w+ in/,
      () => changed((url) => (url.password = 'Kein-Zutritt')),
      [...ALL, SERVE],
    ],
    [
      'offers no TLS where it is asked for',
      'DATABASE_TLS_REFUSED',
      /sslmode=disable/,
      () => changed((url) => url.searchParams.set('sslmode', 'require')),
      [...ALL, SERVE],
    ],
    [
      'is to be trusted by a file that is not there',
      'DATABASE_TLS_REFUSED',
      /cannot be read/,
      () => changed((url) => url.searchParams.set('sslrootcert', '/no/such/file')),
      [...ALL, SERVE],
    ],
    [
      'lets a role in that may not connect',
      'DATABASE_PERMISSION_DENIED',
      /denies the role \w+_stranger_\w+ what this command needs/,
      () => changed((url) => ([url.pathname, url.username, url.password] = [CLOSED, STRANGER, 'Kein-Zutritt'])),
      AS_OWNER,
    ],
  ];
  const CASES = FAULTS.flatMap(([fault, code, said, url, commands]) =>
    commands.map(([name, args, environment]) => [name, fault, { code, said, url, args, environment }] as const),
  );

  const ended = async (args: readonly string[], url: string, environment = {}) => {
    const { code, output, errors } = await runCommand(args, {
      DATABASE_URL: url,
      GELEIT_DATA_DIR: directory,
      LOG_LEVEL: 'silent',
      ...environment,
    });
    const text = output + errors;
    expect(text).not.toMatch(/^\s+at .*:\d+:\d+/m);
    expect(text).not.toContain(new URL(url).password);
    expect(code).toBe(1);
    return text;
  };

  it.each(CASES)('%s says so where it %s', async (_, __, { code, said, url, args, environment }) => {
    const text = await ended(args(), url(), environment);
    expect(text).toContain(`(${code})`);
    expect(text).toMatch(said);
  });

  const ON_TABLES = [...AS_OWNER.filter(([name]) => /audit|doctor/.test(name)), ...AS_HUB, SERVE];
  it.each(ON_TABLES.map(([name, args, environment]) => [name, { args, environment }] as const))(
    '%s says that nobody has migrated it, and how to',
    async (_, { args, environment }) => {
      const text = await ended(args(), urlOf(DATABASE), environment);
      expect(text).toMatch(/geleit migrate.*\(DATABASE_NOT_MIGRATED\)/s);
    },
  );

  it('policy record needs none', async () => {
    const { code, output } = await runCommand(['policy', 'record'], { DATABASE_URL: urlOf('geleit_none') });
    expect([code, output]).toEqual([0, expect.stringContaining('Art. 30')]);
  });
});
