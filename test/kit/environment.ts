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

/** How long the fuzzer tries documents, from which seed, and how many faults it looks for before it stops. */
export function fuzzing(): { readonly seconds: number; readonly seed: number; readonly faults: number } {
  const { GELEIT_FUZZ_SECONDS, GELEIT_FUZZ_SEED, GELEIT_FUZZ_FAULTS } = process.env;
  return {
    seconds: Number(GELEIT_FUZZ_SECONDS ?? 60),
    seed: Number(GELEIT_FUZZ_SEED ?? Date.now() % 1_000_000),
    faults: Number(GELEIT_FUZZ_FAULTS ?? 1),
  };
}
