/**
 * What the test run tells its workers. The only place of the tests that reads the environment: worker processes inherit
 * it, and Jest has no other way to pass something on from its global setup.
 */
const OWNER_URL = 'GELEIT_TEST_OWNER_URL';

/** The PostgreSQL of a CI, if there is one; the embedded one is started otherwise. */
export function givenDatabaseUrl(): string | undefined {
  return process.env.DATABASE_URL || undefined;
}

export function passOnOwnerUrl(ownerUrl: string): void {
  process.env[OWNER_URL] = ownerUrl;
}

/** URL of the maintenance database, for the owner who may create databases. */
export function ownerUrl(): string {
  const url = process.env[OWNER_URL];
  if (!url) throw new Error('There is no test database. Run the tests with "npm test" or "npx jest".');
  return url;
}

/** From 1; with the process number it names databases that no other worker or run uses. */
export function workerId(): string {
  return `${process.env.JEST_WORKER_ID ?? '1'}_${process.pid}`;
}

/** How long a search for faults goes on, and where it begins; see scripts/long-run.mjs. */
export interface LongRun {
  readonly seconds: number;
  /** Printed with every failure: the same seed finds the same again. */
  readonly seed: number;
}

/** @param seconds unless the command says how many minutes */
export function longRun(seconds: number): LongRun {
  const { GELEIT_TEST_MINUTES: minutes, GELEIT_TEST_SEED: seed } = process.env;
  return { seconds: minutes ? Number(minutes) * 60 : seconds, seed: seed ? Number(seed) : Date.now() % 2 ** 30 };
}
