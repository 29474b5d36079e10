import type { Pool } from 'pg';
import { ONE, PAGE, REFUSED } from './persons.sql';
import { callerValues, inFlight, type Asking } from './transaction';

type Route = (pool: Pool, asking: Asking, argument: string, body: string) => Promise<string>;

const one: Route = async (pool, asking, id) => {
  const values = [...callerValues(asking), id];
  const [[person]] = (await inFlight(pool, asking, [{ statement: ONE, values }])) as [[string | undefined]];
  if (person) return `{"data":{"person":${person}}}`;
  await inFlight(pool, asking, [{ statement: REFUSED, values }]);
  return '{"data":{"person":null}}';
};

const page: Route = async (pool, asking, after) => {
  const values = [...callerValues(asking), 50, after];
  const [[nodes]] = (await inFlight(pool, asking, [{ statement: PAGE, values }])) as [[string | null]];
  return `{"data":{"persons":{"nodes":${nodes ?? '[]'}}}}`;
};

/** One route for each workload, by the first part of the path; the second is its argument. */
export const ROUTES: Readonly<Record<string, Route>> = { one, page };
