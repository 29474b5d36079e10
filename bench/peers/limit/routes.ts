import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { containing } from '../../../src/platform/partial-date';
import { nameKey } from '../../../src/subgraphs/core/identity/name-key';
import { ACCESS_LOG } from './access-log.sql';
import { GIVE, WITHDRAW } from './consents.sql';
import { ME, ONE, PAGE, REFUSED, SEARCH } from './persons.sql';
import { callerValues, run, type Asking, type Prepared } from './transaction';

/** Answers a request: the parts of its path after the name of the route, and its body. */
type Route = (pool: Pool, asking: Asking, path: readonly string[], body: string) => Promise<string>;

const read = async (
  pool: Pool,
  asking: Asking,
  statement: Prepared,
  values: readonly unknown[],
): Promise<string | null | undefined> => {
  const [text] = await run(pool, asking, statement, [...callerValues(asking), ...values]);
  return text;
};

const one: Route = async (pool, asking, [id]) => {
  const person = await read(pool, asking, ONE, [id]);
  if (!person) await read(pool, asking, REFUSED, [id]);
  return `{"data":{"person":${person ?? 'null'}}}`;
};

const page: Route = async (pool, asking, [after]) =>
  `{"data":{"persons":{"nodes":${(await read(pool, asking, PAGE, [50, after])) ?? '[]'}}}}`;

const search: Route = async (pool, asking, [familyName, birthDate]) => {
  const key = nameKey(decodeURIComponent(familyName!));
  return `{"data":{"searchPersons":${(await read(pool, asking, SEARCH, [key, containing(birthDate!)])) ?? '[]'}}}`;
};

const accessLog: Route = async (pool, asking, [until]) => {
  const entries = await read(pool, asking, ACCESS_LOG, [asking.caller.actor, decodeURIComponent(until!), 20]);
  return `{"data":{"accessLog":{"nodes":${entries ?? '[]'}}}}`;
};

const me: Route = async (pool, asking) => `{"data":{"me":${await read(pool, asking, ME, [asking.caller.actor])}}}`;

const give: Route = async (pool, asking, _, body) => {
  const { recipients, categories, purposes, validUntil } = JSON.parse(body) as Record<string, unknown>;
  const id = randomUUID();
  const { actor } = asking.caller;
  const consent = await read(pool, asking, GIVE, [id, actor, recipients, categories, purposes, validUntil]);
  return `{"data":{"giveConsent":${consent}}}`;
};

const withdraw: Route = async (pool, asking, [id]) => {
  const consent = await read(pool, asking, WITHDRAW, [id]);
  return `{"data":{"withdrawConsent":${consent ?? 'null'}}}`;
};

/** One route for each workload, by the first part of the path. */
export const ROUTES: Readonly<Record<string, Route>> = { one, page, search, log: accessLog, me, give, withdraw };
