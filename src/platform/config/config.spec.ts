import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ConfigError } from './config-error';
import { loadConfig } from './config';

const STAFF = {
  issuer: 'https://id.example.org/city',
  audience: 'geleit',
  jwksUri: 'https://id.example.org/city/jwks',
  kind: 'staff',
  institution: 'city',
};
const PERSONS = {
  issuer: 'https://id.example.org/p',
  audience: 'geleit',
  jwksUri: 'https://id.example.org/p/jwks',
  kind: 'person',
};
const PRODUCTION = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgresql://owner:secret@db.example.org/geleit',
  OIDC_ISSUERS: JSON.stringify([STAFF, PERSONS]),
};

function problems(env: Record<string, string>): readonly string[] {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.map(({ variable, problem }) => `${variable}: ${problem}`);
    throw error;
  }
  return [];
}

function issuerProblems(issuers: unknown, env: Record<string, string> = {}): readonly string[] {
  return problems({ ...env, OIDC_ISSUERS: typeof issuers === 'string' ? issuers : JSON.stringify(issuers) });
}

describe('The configuration', () => {
  it('needs nothing for trying out', () => {
    expect(loadConfig({})).toMatchObject({
      production: false,
      host: '127.0.0.1',
      port: 4000,
      portIsDefault: true,
      issuers: [],
      logLevel: 'info',
    });
  });

  it('finds the project from its own place, whatever the working directory is', () => {
    const before = process.cwd();
    try {
      process.chdir('/');
      const { dataDir, policyFile } = loadConfig({});
      expect(existsSync(policyFile)).toBe(true);
      expect(dataDir).toBe(join(policyFile, '..', '..', '.geleit'));
    } finally {
      process.chdir(before);
    }
  });

  it('takes a port that was asked for as binding', () => {
    expect(loadConfig({ PORT: '4000' })).toMatchObject({ port: 4000, portIsDefault: false });
  });

  it('takes a variable that is set to nothing as not set', () => {
    expect(loadConfig({ PORT: '', DATABASE_URL: ' ', OIDC_ISSUERS: '' })).toMatchObject({
      port: 4000,
      portIsDefault: true,
    });
  });

  it('reads the registered issuers in production', () => {
    const { issuers, production } = loadConfig(PRODUCTION);
    expect(production).toBe(true);
    expect(issuers).toEqual([
      {
        kind: 'staff',
        institution: 'city',
        issuer: STAFF.issuer,
        audience: 'geleit',
        keys: { jwksUri: STAFF.jwksUri },
      },
      { kind: 'person', issuer: PERSONS.issuer, audience: 'geleit', keys: { jwksUri: PERSONS.jwksUri } },
    ]);
  });

  it('names everything that is missing in production at once', () => {
    expect(problems({ NODE_ENV: 'production' })).toEqual([
      'OIDC_ISSUERS: is missing; the demonstration issuer does not run in production',
      'DATABASE_URL: is missing; the embedded database is for trying out only',
    ]);
  });

  it('names every wrong value at once, and repeats none', () => {
    const env = {
      NODE_ENV: 'prod-secret',
      PORT: '99999',
      HOST: 'sec ret',
      DATABASE_URL: 'mysql://secret',
      POOL_SIZE: '0',
      LOG_LEVEL: 'secret',
      SHUTDOWN_GRACE_SECONDS: '-1',
      SHUTDOWN_DRAIN_SECONDS: 'secret',
      PUBLIC_URL: 'geleit.secret',
      OIDC_ISSUERS: 'secret',
    };
    expect(
      problems(env)
        .map((problem) => problem.split(':')[0])
        .sort(),
    ).toEqual(Object.keys(env).sort());
    expect(() => loadConfig(env)).toThrow(/PORT: has a wrong value\. Use a number from 0/);
    expect(problems(env).join()).not.toContain('secret');
  });

  it('drains for load balancers in production, within the grace, and for nobody at the keyboard', () => {
    const shutdown = (env: Record<string, string>) => {
      const { shutdownGraceSeconds: grace, shutdownDrainSeconds: drain } = loadConfig(env);
      return { grace, drain };
    };
    expect(shutdown({})).toEqual({ grace: 10, drain: 0 });
    expect(shutdown(PRODUCTION)).toEqual({ grace: 10, drain: 5 });
    expect(shutdown({ ...PRODUCTION, SHUTDOWN_GRACE_SECONDS: '3' })).toEqual({ grace: 3, drain: 1.5 });
    expect(shutdown({ ...PRODUCTION, SHUTDOWN_DRAIN_SECONDS: '0' })).toEqual({ grace: 10, drain: 0 });
    expect(shutdown({ SHUTDOWN_GRACE_SECONDS: '30', SHUTDOWN_DRAIN_SECONDS: '20' })).toEqual({ grace: 30, drain: 20 });
    expect(problems({ SHUTDOWN_DRAIN_SECONDS: '11' })).toEqual([
      'SHUTDOWN_DRAIN_SECONDS: is longer than SHUTDOWN_GRACE_SECONDS, of which it is a part',
    ]);
  });

  it.each([
    ['https://geleit.example', 'https://geleit.example'],
    ['https://geleit.example/', 'https://geleit.example'],
    ['HTTPS://Geleit.Example:443/graphql?x=1', 'https://geleit.example'],
    ['http://geleit.example:8080/hub', 'http://geleit.example:8080'],
    ['', undefined],
  ])('takes of PUBLIC_URL what browsers call the origin: %s', (PUBLIC_URL, publicOrigin) => {
    expect(loadConfig({ PUBLIC_URL }).publicOrigin).toBe(publicOrigin);
  });

  it.each([
    'geleit.example',
    '//geleit.example',
    'ftp://geleit.example',
    'null',
    '*',
    'https://',
    'https://a, https://b',
  ])('refuses a PUBLIC_URL that is no address of a browser: %s', (PUBLIC_URL) => {
    expect(problems({ PUBLIC_URL })).toEqual(['PUBLIC_URL: has a wrong value']);
  });

  it('does not take a misspelt NODE_ENV for a demonstration', () => {
    expect(problems({ NODE_ENV: 'Production' })).toEqual(['NODE_ENV: has a wrong value']);
  });

  it.each([
    [
      'a key address without https in production',
      [{ ...STAFF, jwksUri: 'http://id.example.org/jwks' }],
      PRODUCTION,
      /0\.jwksUri: must begin with https/,
    ],
    ['an algorithm that everybody can sign with', [{ ...STAFF, algorithms: ['HS256'] }], {}, /0\.algorithms\.0/],
    ['the algorithm none', [{ ...STAFF, algorithms: ['none'] }], {}, /0\.algorithms\.0/],
    ['staff without an institution', [{ ...STAFF, institution: undefined }], {}, /0\.institution/],
    ['an institution that does not exist', [{ ...STAFF, institution: 'police' }], {}, /0\.institution/],
    ['a misspelt restriction', [{ ...STAFF, client: ['a'] }], {}, /Unrecognized key: "client"/],
    [
      'the demonstration issuer',
      [{ ...STAFF, issuer: 'https://demo.geleit.invalid/city' }],
      PRODUCTION,
      /0\.issuer: is the issuer of the demonstration/,
    ],
    ['no issuer', [], PRODUCTION, /OIDC_ISSUERS/],
    [
      'two entries of one issuer without clients',
      [STAFF, { ...STAFF, institution: 'caritas' }],
      {},
      /1: repeats an issuer/,
    ],
    [
      'two entries of one issuer with a client in common',
      [
        { ...STAFF, clients: ['a', 'b'] },
        { ...STAFF, institution: 'caritas', clients: ['b'] },
      ],
      {},
      /1: repeats an issuer/,
    ],
  ])('refuses %s', (_what, issuers, env, expected) => {
    const found = issuerProblems(issuers, env);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(expected);
  });

  it('accepts two entries of one issuer whose clients differ', () => {
    const issuers = [
      { ...STAFF, clients: ['a'] },
      { ...STAFF, institution: 'caritas', clients: ['b'] },
    ];
    expect(issuerProblems(issuers)).toEqual([]);
  });

  it('asks for the URL of the app role where it cannot be derived', () => {
    const DATABASE_URL = 'postgresql://owner@db.example.org/geleit';
    expect(problems({ DATABASE_URL })[0]).toMatch(/^APP_DATABASE_URL: is missing/);
    expect(problems({ DATABASE_URL, APP_DATABASE_URL: 'postgresql://geleit_app:x@db.example.org/geleit' })).toEqual([]);
    expect(problems({ APP_DATABASE_URL: 'postgresql://geleit_app:x@db.example.org/geleit' })).toEqual([
      'APP_DATABASE_URL: is set without DATABASE_URL',
    ]);
  });

  it('asks for issuers only where callers come, and for a database only where it is worked with', () => {
    const { DATABASE_URL } = PRODUCTION;
    expect(loadConfig({ NODE_ENV: 'production', DATABASE_URL }, 'DATABASE').issuers).toEqual([]);
    expect(() => loadConfig({ NODE_ENV: 'production' }, 'DATABASE')).toThrow(/DATABASE_URL: is missing/);
    expect(loadConfig({ NODE_ENV: 'production' }, 'FILES').databaseUrl).toBeUndefined();
  });

  describe('reads secrets from files', () => {
    let folder: string;
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'geleit-secrets-'));
    });
    afterEach(() => rmSync(folder, { recursive: true }));

    const fileOf = (text: string) => {
      const file = join(folder, 'secret');
      writeFileSync(file, text);
      return file;
    };

    it('without the line end behind them', () => {
      const { DATABASE_URL, ...others } = PRODUCTION;
      const config = loadConfig({ ...others, DATABASE_URL_FILE: fileOf(`${DATABASE_URL}\n`) });
      expect(config.databaseUrl).toBe(DATABASE_URL);
    });

    it('and names a file that cannot be read, one that is empty, and a secret that is given twice', () => {
      const missing = join(folder, 'missing');
      expect(problems({ DATABASE_URL_FILE: missing })).toEqual(['DATABASE_URL_FILE: cannot be read']);
      expect(problems({ BOOKLET_CODE_KEY_FILE: fileOf(' \n') })).toEqual(['BOOKLET_CODE_KEY_FILE: is empty']);
      const { DATABASE_URL } = PRODUCTION;
      const twice = problems({ DATABASE_URL, DATABASE_URL_FILE: fileOf(DATABASE_URL) });
      expect(twice).toEqual(['DATABASE_URL_FILE: is set beside DATABASE_URL']);
    });
  });
});
