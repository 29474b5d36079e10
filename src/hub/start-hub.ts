import { setTimeout as sleep } from 'node:timers/promises';
import type { GraphQLSchema } from 'graphql';
import { startTaskCompleter } from '../subgraphs/core/consent/task/task-completer';
import type { Policy } from '../access/policy/policy';
import { startLogRetention } from '../access/log/retention';
import { WITHOUT_ROOM } from '../access/log/room';
import { startSealer } from '../access/log/sealer';
import { STAFF_NAMES, staffNames } from '../subgraphs/core/oversight/staff-names.store';
import { BOOKLET_CODE_KEY } from '../subgraphs/core/booklet/booklet-code-key';
import { RECEIPT_KEYS } from '../subgraphs/core/consent/receipt/receipt-keys';
import type { Config } from '../platform/config/config';
import { watchIssuerKeys } from '../platform/identity/issuer-keys';
import { createIdentify } from '../platform/identity/verifier';
import type { Issuer } from '../platform/identity/issuer';
import { Database } from '../platform/postgres/database';
import { reachError, type Way } from '../platform/postgres/reach';
import { GeleitError } from '../platform/errors';
import { repeat } from '../platform/repeat';
import { Services } from '../platform/services';
import { LIVE_EVENTS } from '../platform/live/live-events';
import { createLogger } from '../platform/telemetry/logger';
import { codeStandingOf } from '../platform/postgres/code/code-state';
import { lockStateOf } from '../records/locks/apply-locks';
import { PersonLoader } from '../records/read/load-persons';
import { underCurrentId } from '../subgraphs/core/duplicate/current-person.store';
import { startMatcher } from '../subgraphs/core/duplicate/matcher.store';
import { EXPORT_SCHEMA_PATH, exportSchema } from '../subgraphs/core/person-export/export-document';
import { repeatedExecution } from './execution/repeated-execution';
import { openBookletCodeKey } from './booklet-code-key';
import { databaseCode } from './code';
import { NotMigratedError } from './migrations';
import { RestorationError } from './backup/backup-error';
import { Journal } from './backup/journal';
import { journaled } from './backup/journaled';
import { hubsWay } from './open-database';
import { startLive } from './live';
import type { Demonstration, HubServer } from './http/options';
import { createHttpServer } from './http/server';
import { readTrustedDocuments } from './read-trusted-documents';
import { isBeingRestored, migrationStateOf, readiness, type Rollout } from './readiness';
import { openReceiptKeys } from './receipt-keys';
import { reportNotLogged } from './report-not-logged';
import { requestContext } from './context-of-request';
import { scanStore } from './scan-store';
import { REGISTRY } from './subgraphs';

/** What a hub that stops gives its work in the background to come to an end, in milliseconds. */
const REST_WITHIN = 3_000;

/** What no request has closed, an import or the end of a period, is in the journal a moment later; in milliseconds. */
const JOURNAL_EVERY = 1_000;

export interface HubParts {
  readonly config: Config;
  readonly policy: Policy;
  /** Sealed: the whole hub, or one subgraph for a gateway. */
  readonly schema: GraphQLSchema;
  readonly appUrl: string;
  readonly issuers: readonly Issuer[];
  readonly demonstration?: Demonstration;
}

/** A hub that answers requests. */
export interface RunningHub {
  readonly url: string;
  /** Subscriptions that are open in this process. */
  subscribers(): number;
  /** Answers what is in flight, seals the access log, and lets go of the database: a few seconds after its grace at most, whatever hangs. */
  stop(): Promise<void>;
}

/**
 * Starts serving a schema. The database must be migrated.
 * @throws SecondLockError if row level security would not hold the hub; ReachError if PostgreSQL does not let it in;
 * NotMigratedError; RestorationError
 */
export async function startHub({
  config,
  policy,
  schema,
  appUrl,
  issuers,
  demonstration,
}: HubParts): Promise<RunningHub> {
  const logger = createLogger(config);
  const database = new Database({ url: appUrl, poolSize: config.poolSize, repair: WITHOUT_ROOM });
  await refuseUnusable(database, hubsWay({ appUrl, managesAppRole: config.appDatabaseUrl === undefined }));
  const receipts = await openReceiptKeys(config);
  if (!receipts) logger.warn({}, 'RECEIPT_SIGNING_KEY is not set: no consent receipts are issued');
  const journal = config.decisionJournal ? await Journal.open(config.decisionJournal, database) : undefined;
  if (!journal)
    logger.warn(
      {},
      'DECISION_JOURNAL is not set: after a loss of the database, what was withdrawn since the last backup is open again',
    );
  const bookletCodes = await openBookletCodeKey(config);
  if (!bookletCodes) logger.warn({}, 'BOOKLET_CODE_KEY is not set: booklets have no codes');
  const keys = watchIssuerKeys(issuers);
  // Looked at now, so that a migration that comes before the first question to readyz is known as one.
  const locks = await lockStateOf(database, policy, REGISTRY).catch(() => 'BROKEN');
  const code = await codeStandingOf(database, databaseCode(policy)).catch(() => 'BROKEN');
  const rollout: Rollout = { wasLocked: locks === 'SAME', hadCode: code === 'SAME' };
  const ready = () => readiness({ database, policy, rollout, keys });
  const live = schema.getSubscriptionType() ? await startLive(appUrl, logger) : undefined;
  const parts = {
    policy,
    database,
    persons: new PersonLoader(REGISTRY),
    services: new Services()
      .with(RECEIPT_KEYS, receipts)
      .with(BOOKLET_CODE_KEY, bookletCodes)
      .with(LIVE_EVENTS, live?.events)
      .with(STAFF_NAMES, staffNames(appUrl)),
    identify: underCurrentId(createIdentify(issuers), database),
    notLogged: reportNotLogged(logger),
  };
  const server: HubServer = await createHttpServer({
    schema,
    executor: journal ? journaled(repeatedExecution(schema, REGISTRY), journal) : repeatedExecution(schema, REGISTRY),
    contextFor: ({ headers, requestId }) => requestContext(parts, headers, requestId),
    production: config.production,
    readiness: ready,
    logger,
    demonstration,
    purposes: [...policy.purposes.keys()],
    publicKeys: receipts?.publicKeys ?? [],
    publishedSchemas: [{ path: EXPORT_SCHEMA_PATH, schema: () => exportSchema(REGISTRY) }],
    scans: scanStore,
    poolSize: config.poolSize,
    publicOrigin: config.publicOrigin,
    shutdownGraceSeconds: config.shutdownGraceSeconds,
    shutdownDrainSeconds: config.shutdownDrainSeconds,
    trustedDocuments: config.trustedDocuments ? await readTrustedDocuments(config.trustedDocuments) : undefined,
  });
  const stopSealing = startSealer(database, (error) => logger.error({ error }, 'the access log could not be sealed'));
  const stopRetaining = await startLogRetention(database, (error) =>
    logger.error({ error }, 'room could not be made in the access log, or what is older than two years not erased'),
  );
  const stopCompleting = startTaskCompleter(database, (error) =>
    logger.error({ error }, 'the tasks after withdrawals could not be completed'),
  );
  const stopWriting =
    journal &&
    repeat(
      JOURNAL_EVERY,
      () => journal.flush(),
      (error) => logger.error({ error }, 'the journal of decisions could not be written'),
    );
  const stopMatching = policy.duplicates
    ? startMatcher(database, policy.duplicates, (error) => logger.error({ error }, 'persons could not be compared'))
    : undefined;
  const { host, port, portIsDefault } = config;
  const { url } = await server.listen({ host, port, portIsFixed: !portIsDefault });
  return {
    url,
    subscribers: () => live?.events.size ?? 0,
    async stop() {
      await server.close();
      stopCompleting();
      stopRetaining();
      const late = await doneWithin(REST_WITHIN, [
        (async () => live?.stop())(),
        (async () => (stopWriting?.(), journal?.close()))(),
        (async () => (await stopMatching?.(), stopSealing()))(),
      ]);
      if (late)
        logger.warn({}, 'work in the background was left to the next replica because the time for shutdown was over');
      await database.close();
    },
  };
}

/** @returns whether some of it was not done in time */
async function doneWithin(milliseconds: number, work: readonly Promise<unknown>[]): Promise<boolean> {
  const over = new AbortController();
  const late = sleep(milliseconds, true, { signal: over.signal }).catch(() => false);
  const done = Promise.allSettled(work).then(() => false);
  return Promise.race([done, late]).finally(() => over.abort());
}

/** A database that does not answer yet may come: each of its connections is checked before it is used, and readyz asks again. */
async function refuseUnusable(database: Database, way: Way): Promise<void> {
  try {
    await database.checkSecondLock();
    if (await isBeingRestored(database)) throw new RestorationError();
    if ((await migrationStateOf(database)) === 'BEHIND') throw new NotMigratedError();
  } catch (error) {
    if (error instanceof GeleitError) return;
    await database.close();
    throw isMissing(error) ? new NotMigratedError() : (reachError(error, way) ?? error);
  }
}

/** The table of migrations is not there (42P01), or not open to the hub's role (42501): nobody has migrated. */
function isMissing(error: unknown): boolean {
  return ['42P01', '42501'].includes(String((error as { code?: unknown } | null)?.code));
}
