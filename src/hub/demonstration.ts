import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SingleBar } from 'cli-progress';
import type { Policy } from '../access/policy/policy';
import type { Config } from '../platform/config/config';
import { mintDemonstrationToken } from '../platform/identity/demonstration-issuer';
import { PERSONA_NAMES } from '../platform/identity/personas';

import { carrierOf } from '../subgraphs/core/booklet/carrier.store';
import type { Demonstration } from './http/options';
import { importDemonstration } from './import-demonstration';
import type { OpenDatabase } from './open-database';
import { REGISTRY } from './subgraphs';

/** Booklets of the demonstration data that the switch above GraphiQL offers. */
const SHOWN_BOOKLETS = ['RH-0001', 'RH-0002', 'RH-0003'];

/**
 * Imports the demonstration data as the institutions would deliver them, through the importer that they use. The
 * embedded database gets them once; an import that was cut short is simply repeated.
 */
export async function importDemonstrationOnce(
  config: Config,
  policy: Policy,
  { appUrl, isEmbedded }: OpenDatabase,
  force: boolean,
): Promise<void> {
  const done = join(config.dataDir, 'demonstration-data-imported');
  if (isEmbedded && !force && existsSync(done)) return;
  const bar = new SingleBar({ format: 'Demonstration data [{bar}] {percentage} % {file}', hideCursor: true });
  bar.start(1, 0, { file: '' });
  try {
    await importDemonstration({
      appUrl,
      policy,
      registry: REGISTRY,
      onProgress: (part, file) => bar.update(part, { file }),
    });
  } finally {
    bar.stop();
  }
  if (isEmbedded) await writeFile(done, '');
}

/** The personas of the demonstration issuer, for the switch above GraphiQL. */
export function demonstrationOf(config: Config, database: OpenDatabase): Demonstration {
  return {
    personas: [...PERSONA_NAMES, ...SHOWN_BOOKLETS.map((number) => `person:${number}`)].map((name) => ({
      name,
      label: name,
    })),
    tokenFor: (persona) => demonstrationToken(config, database, persona),
  };
}

/** A token of the demonstration issuer. @throws Error for an unknown persona or booklet */
export function demonstrationToken(config: Config, database: OpenDatabase, persona: string): Promise<string> {
  return mintDemonstrationToken(config, persona, {
    lookUpBooklet: (number) => carrierOf(database.ownerUrl, number),
  });
}
