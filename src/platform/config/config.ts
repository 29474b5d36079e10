import { isAbsolute, join, resolve } from 'node:path';
import { z } from 'zod';
import type { Issuer } from '../identity/issuer';
import { ConfigError, type ConfigProblem } from './config-error';
import { readIssuers } from './issuers';
import { projectRoot } from './project-root';
import { readReceiptKeys, type ReceiptKey } from './receipt-signing-key';
import { withSecretsFromFiles } from './secret-files';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Everything that the operator decides. Complete and checked. */
export interface Config {
  readonly production: boolean;
  readonly host: string;
  readonly port: number;
  /** Nobody has asked for this port: if it is taken, the next free one will do. */
  readonly portIsDefault: boolean;
  /** URL of the owner of the database, for migrations. Without it the embedded PostgreSQL is used. */
  readonly databaseUrl?: string;
  /** URL of the hub's own role, if it cannot be derived from the owner's. */
  readonly appDatabaseUrl?: string;
  /** Connections to the database at most, for each process. */
  readonly poolSize: number;
  /** Absolute path of what belongs only to this machine: embedded database, keys of the demonstration. */
  readonly dataDir: string;
  readonly policyFile: string;
  /** Absolute path of the directory with what a person reads in place of the policy's words. */
  readonly policyLabels: string;
  /** Absolute path of the directory with the wording of consents. */
  readonly consentTexts: string;
  /** Without any, the demonstration issuers are used; not in production. */
  readonly issuers: readonly Issuer[];
  readonly logLevel: LogLevel;
  /** File of the operations that are allowed in production; every operation is allowed without it. */
  readonly trustedDocuments?: string;
  /** Keys of consent receipts, the first one signs; in production there are no receipts without. */
  readonly receiptKeys?: readonly ReceiptKey[];
  /** The key under which codes of booklets are kept; in production no booklet has a code without. */
  readonly bookletCodeKey?: Uint8Array;
  /** The origin under which browsers reach the hub, if a proxy in front of it does not pass their Host on. */
  readonly publicOrigin?: string;
  /** Absolute path of the folder in which the hub writes down what was closed, outside the database. */
  readonly decisionJournal?: string;
  /** How long requests in flight may take to finish after SIGTERM. */
  readonly shutdownGraceSeconds: number;
  /** How much of it the hub goes on accepting connections for, until load balancers have seen that it is not ready. */
  readonly shutdownDrainSeconds: number;
}

/** Both in seconds. */
const USUAL_GRACE = 10;
const USUAL_DRAIN = 5;

/** A variable that is set to nothing counts as not set, as Docker Compose passes those on. */
const given = (value: string | undefined): string | undefined => (value?.trim() === '' ? undefined : value);
const whole = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .pipe(z.number().min(min).max(max))
    .optional();
const postgresUrl = z.string().refine((url) => URL.canParse(url) && /^postgres(ql)?:$/.test(new URL(url).protocol));

/** Each variable with what it must be; the sentence is all that is said about a wrong value. */
const VARIABLES = {
  NODE_ENV: [z.enum(['development', 'test', 'production']).optional(), 'Use development, test or production'],
  HOST: [
    z
      .string()
      .regex(/^[\w.:-]+$/)
      .optional(),
    'Use a host name or an IP address, e.g. 0.0.0.0 for all',
  ],
  PORT: [whole(0, 65_535), 'Use a number from 0 (any free port) to 65535'],
  DATABASE_URL: [postgresUrl.optional(), 'Use the form postgresql://owner:password@host:5432/database'],
  APP_DATABASE_URL: [postgresUrl.optional(), 'Use the form postgresql://geleit_app:password@host:5432/database'],
  POOL_SIZE: [whole(1, 1_000), 'Use a number from 1 to 1000'],
  GELEIT_DATA_DIR: [z.string().optional(), 'Use the path of a directory'],
  POLICY_FILE: [z.string().optional(), 'Use the path of a file such as policy/rheine.yaml'],
  POLICY_LABELS: [z.string().optional(), 'Use the path of a directory such as policy/labels'],
  CONSENT_TEXTS: [z.string().optional(), 'Use the path of a directory such as policy/consent-texts'],
  OIDC_ISSUERS: [z.string().optional(), ''],
  LOG_LEVEL: [z.enum(LOG_LEVELS).optional(), `Use one of ${LOG_LEVELS.join(', ')}`],
  BOOKLET_CODE_KEY: [
    z
      .string()
      .regex(/^[\w-]{43,86}$/)
      .transform((key) => Buffer.from(key, 'base64url'))
      .optional(),
    'Use what "geleit booklet new-key" prints',
  ],
  RECEIPT_SIGNING_KEY: [z.string().optional(), 'Use what "geleit receipt new-key" prints'],
  DECISION_JOURNAL: [z.string().optional(), 'Use the path of a directory on another disk than the database'],
  TRUSTED_DOCUMENTS: [z.string().optional(), 'Use the path of a file'],
  PUBLIC_URL: [
    z
      .string()
      .refine((url) => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol))
      .transform((url) => new URL(url).origin)
      .optional(),
    'Use the address under which browsers reach the hub, e.g. https://geleit.example',
  ],
  SHUTDOWN_GRACE_SECONDS: [whole(0, 3_600), 'Use a number from 0 to 3600'],
  SHUTDOWN_DRAIN_SECONDS: [whole(0, 3_600), 'Use a number from 0 to SHUTDOWN_GRACE_SECONDS'],
} as const;

/** The names of all variables that the hub reads. */
export const SETTINGS: readonly string[] = Object.keys(VARIABLES);

const ISSUERS_REMEDY =
  'Use a JSON list of {issuer, audience, jwksUri, kind: "staff", institution} or {issuer, audience, jwksUri, kind: "person"}';

/** What a command works with: files only, the database too, or, as the hub, callers besides. */
export type Work = 'FILES' | 'DATABASE' | 'CALLERS';

/** The configuration of this process. @throws ConfigError */
export const configFor = (work: Work): Config => loadConfig(process.env, work);

/**
 * Reads and checks the environment, and the files of secrets that it names. The only place that does.
 *
 * @param work what must not be missing in production
 * @throws ConfigError that names everything that is missing or wrong at once
 */
export function loadConfig(environment: NodeJS.ProcessEnv, work: Work = 'CALLERS'): Config {
  const problems: ConfigProblem[] = [];
  const env = withSecretsFromFiles(environment, problems);
  const read = <Name extends keyof typeof VARIABLES>(name: Name): z.infer<(typeof VARIABLES)[Name][0]> => {
    const [schema, remedy] = VARIABLES[name];
    const result = schema.safeParse(given(env[name]));
    if (!result.success) problems.push({ variable: name, problem: 'has a wrong value', remedy });
    return result.data as z.infer<(typeof VARIABLES)[Name][0]>;
  };
  const production = read('NODE_ENV') === 'production';
  const port = read('PORT');
  const root = projectRoot();
  const config: Config = {
    production,
    host: read('HOST') ?? '127.0.0.1',
    port: port ?? 4000,
    portIsDefault: port === undefined,
    databaseUrl: read('DATABASE_URL'),
    appDatabaseUrl: read('APP_DATABASE_URL'),
    poolSize: read('POOL_SIZE') ?? 20,
    dataDir: fromWorkingDirectory(read('GELEIT_DATA_DIR')) ?? join(root, '.geleit'),
    policyFile: fromWorkingDirectory(read('POLICY_FILE')) ?? join(root, 'policy', 'rheine.yaml'),
    policyLabels: fromWorkingDirectory(read('POLICY_LABELS')) ?? join(root, 'policy', 'labels'),
    consentTexts: fromWorkingDirectory(read('CONSENT_TEXTS')) ?? join(root, 'policy', 'consent-texts'),
    issuers: loadIssuers(read('OIDC_ISSUERS'), production, work, problems),
    logLevel: read('LOG_LEVEL') ?? 'info',
    trustedDocuments: fromWorkingDirectory(read('TRUSTED_DOCUMENTS')),
    decisionJournal: fromWorkingDirectory(read('DECISION_JOURNAL')),
    receiptKeys: loadReceiptKeys(read('RECEIPT_SIGNING_KEY'), problems),
    bookletCodeKey: read('BOOKLET_CODE_KEY'),
    publicOrigin: read('PUBLIC_URL'),
    ...readShutdown(read('SHUTDOWN_GRACE_SECONDS'), read('SHUTDOWN_DRAIN_SECONDS'), production, problems),
  };
  if (given(env.DATABASE_URL)) checkOwnerPassword(config, problems);
  else if (production && work !== 'FILES') {
    const problem = 'is missing; the embedded database is for trying out only';
    problems.push({ variable: 'DATABASE_URL', problem, remedy: VARIABLES.DATABASE_URL[1] });
  } else if (given(env.APP_DATABASE_URL)) {
    const remedy = 'Set both, or neither for the embedded database';
    problems.push({ variable: 'APP_DATABASE_URL', problem: 'is set without DATABASE_URL', remedy });
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return config;
}

/** Load balancers look every few seconds. Outside production nobody does, and whoever stops the hub waits at the keyboard. */
function readShutdown(
  grace: number | undefined,
  drain: number | undefined,
  production: boolean,
  problems: ConfigProblem[],
): Pick<Config, 'shutdownGraceSeconds' | 'shutdownDrainSeconds'> {
  const shutdownGraceSeconds = grace ?? USUAL_GRACE;
  const usual = production ? Math.min(USUAL_DRAIN, shutdownGraceSeconds / 2) : 0;
  const shutdownDrainSeconds = drain ?? usual;
  if (shutdownDrainSeconds > shutdownGraceSeconds) {
    const problem = 'is longer than SHUTDOWN_GRACE_SECONDS, of which it is a part';
    problems.push({ variable: 'SHUTDOWN_DRAIN_SECONDS', problem, remedy: VARIABLES.SHUTDOWN_DRAIN_SECONDS[1] });
  }
  return { shutdownGraceSeconds, shutdownDrainSeconds };
}

/** The password of the hub's own role is derived from the owner's. */
function checkOwnerPassword({ databaseUrl, appDatabaseUrl }: Config, problems: ConfigProblem[]): void {
  if (databaseUrl === undefined || appDatabaseUrl !== undefined || new URL(databaseUrl).password !== '') return;
  const problem = 'is missing; DATABASE_URL holds no password from which that of the role geleit_app could be derived';
  problems.push({ variable: 'APP_DATABASE_URL', problem, remedy: VARIABLES.APP_DATABASE_URL[1] });
}

function loadIssuers(
  json: string | undefined,
  production: boolean,
  work: Work,
  problems: ConfigProblem[],
): readonly Issuer[] {
  if (json === undefined) {
    if (production && work === 'CALLERS') {
      const problem = 'is missing; the demonstration issuer does not run in production';
      problems.push({ variable: 'OIDC_ISSUERS', problem, remedy: ISSUERS_REMEDY });
    }
    return [];
  }
  const result = readIssuers(json, production);
  if ('issuers' in result) return result.issuers;
  problems.push(...result.problems.map((problem) => ({ variable: 'OIDC_ISSUERS', problem, remedy: ISSUERS_REMEDY })));
  return [];
}

function loadReceiptKeys(json: string | undefined, problems: ConfigProblem[]): readonly ReceiptKey[] | undefined {
  if (json === undefined) return undefined;
  const result = readReceiptKeys(json);
  if ('keys' in result) return result.keys;
  const [, remedy] = VARIABLES.RECEIPT_SIGNING_KEY;
  problems.push({ variable: 'RECEIPT_SIGNING_KEY', problem: result.problem, remedy });
  return undefined;
}

function fromWorkingDirectory(path: string | undefined): string | undefined {
  return path === undefined || isAbsolute(path) ? path : resolve(path);
}
