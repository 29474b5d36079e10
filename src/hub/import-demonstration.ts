import { join } from 'node:path';
import { runManifest, type ManifestOptions } from '../import/run-manifest';
import type { ImportSummary } from '../import/run-import';
import { projectRoot } from '../platform/config/project-root';
import { everybodyConfirms } from './confirmed-links.store';

/**
 * Imports the demonstration data as the institutions would deliver them. Whom a file asks for a link confirms it, as the
 * people of the demonstration have done at their screens.
 * @returns one summary for each file
 */
export function importDemonstration(options: ManifestOptions): Promise<ImportSummary[]> {
  const manifest = join(projectRoot(), 'data', 'rheine', 'manifest.yaml');
  return runManifest(manifest, { ...options, afterFile: everybodyConfirms });
}
