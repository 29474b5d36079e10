import type { EmbeddedPostgres } from '../../src/platform/embedded-postgres/embedded-postgres';

/** What the global setup has started and the global teardown has to end. */
interface Run {
  readonly postgres: EmbeddedPostgres;
  readonly dataDir: string;
}

/** Jest loads setup and teardown apart from each other; they share nothing but the process. */
const shared = globalThis as { geleitTestRun?: Run };

export function keepForTeardown(run: Run): void {
  shared.geleitTestRun = run;
}

export function kept(): Run | undefined {
  return shared.geleitTestRun;
}
