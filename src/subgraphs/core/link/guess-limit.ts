import { createHash } from 'node:crypto';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { WrongCodePolicy } from '../../../access/policy/policy';
import type { RequestContext } from '../../../access/request-context';
import type { Database } from '../../../platform/postgres/database';

/** Nobody's request: row level security opens the table of attempts only to this role, which no token can name. */
const SESSION = { institution: null, role: 'rate-limit', purpose: null, person: null, actor: '-', request: '-' };

/** That somebody has tried too many codes. */
export class LockedOut extends Error {
  constructor(
    /** How many attempts there were since the lock, this one included. */
    readonly attempts: number,
    readonly retryAfterSeconds: number,
  ) {
    super('Too many codes led to nobody.');
  }
}

/** Counts attempts of a member of staff and of their institution, for all replicas together. */
export interface GuessLimit {
  /** Counts an attempt before it is made, so that attempts side by side cannot pass. @throws LockedOut */
  count(context: RequestContext): Promise<void>;
  /** Takes an attempt back that led to a person: only wrong codes count. */
  takeBack(context: RequestContext): Promise<void>;
}

const limits = new WeakMap<Database, WeakMap<WrongCodePolicy, GuessLimit>>();

/** One for each database and policy of the process. */
export function guessLimitOf({ database }: RequestContext, policy: WrongCodePolicy): GuessLimit {
  let ofDatabase = limits.get(database);
  if (!ofDatabase) limits.set(database, (ofDatabase = new WeakMap()));
  let limit = ofDatabase.get(policy);
  if (!limit) ofDatabase.set(policy, (limit = guessLimit(database, policy)));
  return limit;
}

function guessLimit(database: Database, policy: WrongCodePolicy): GuessLimit {
  const { perMember, perInstitution, withinMinutes, lockedMinutes } = policy;
  const limiter = (keyPrefix: string, points: number) =>
    new RateLimiterPostgres({
      storeClient: storeClient(database),
      storeType: 'client',
      schemaName: 'core',
      tableName: 'rate_limit',
      tableCreated: true,
      // The hub's role deletes nothing; there are no more rows than members of staff.
      clearExpiredByTimeout: false,
      keyPrefix,
      points,
      duration: withinMinutes * 60,
      blockDuration: lockedMinutes * 60,
    });
  const limiters = [
    { limiter: limiter('member', perMember), points: perMember, keyOf: memberKey },
    { limiter: limiter('institution', perInstitution), points: perInstitution, keyOf: institutionOf },
  ];
  return {
    async count(context) {
      // One after the other: a member who is locked out must not lock out everybody else.
      for (const { limiter: counting, points, keyOf } of limiters) {
        await counting.consume(keyOf(context)).catch((reason: unknown) => {
          if (!(reason instanceof RateLimiterRes)) throw reason;
          throw new LockedOut(reason.consumedPoints - points, Math.ceil(reason.msBeforeNext / 1000));
        });
      }
    },
    async takeBack(context) {
      for (const { limiter: counting, keyOf } of limiters) await counting.reward(keyOf(context));
    },
  };
}

/** The hub's own door instead of a pool, so that this table too is read only under a request context. */
function storeClient(database: Database) {
  return {
    query: async (statement: { name?: string; text: string; values: unknown[] }) => {
      const rows = await database.once(SESSION, statement);
      return { rows, rowCount: rows.length };
    },
  };
}

const institutionOf = ({ asking }: RequestContext): string => asking.institution ?? '-';

/** A hash: who tried is told by the access log, not by a table of counters. */
function memberKey(context: RequestContext): string {
  return createHash('sha256')
    .update(`${institutionOf(context)}/${context.caller.actor}`)
    .digest('base64url');
}
