import { stringify } from 'yaml';
import type { Delivery } from '../records/delivery';
import { mappingOf } from './mapping';

/** Paths are relative to data/rheine. */
export interface ManifestEntry {
  readonly kind: string;
  readonly file: string;
  readonly institution: string;
  readonly mapping?: string;
}

export function csvName({ institution, kind, suffix }: Delivery): string {
  return [institution, kind, ...(suffix === undefined ? [] : [suffix])].join('-') + '.csv';
}

export function mappingName({ institution, kind }: Delivery): string {
  return `mappings/${institution}-${kind}.yaml`;
}

/** The order in which the files must be imported: what a row refers to comes before it. */
function manifestEntries(deliveries: readonly Delivery[]): ManifestEntry[] {
  return deliveries.map((delivery) => ({
    kind: delivery.kind,
    file: csvName(delivery),
    institution: delivery.institution,
    ...(mappingOf(delivery) === undefined ? {} : { mapping: mappingName(delivery) }),
  }));
}

export function writeManifest(deliveries: readonly Delivery[]): string {
  const heading =
    '# The demonstration data in the order of import: what a row refers to comes before it. Written by `npm run demo-data`.\n';
  return heading + stringify({ imports: manifestEntries(deliveries) }, { lineWidth: 0 });
}
