import { deliveries } from './deliveries';
import { csvName, mappingName, writeManifest } from './writing/manifest';
import { mappingOf, writeMapping } from './writing/mapping';
import { writeCsv } from './writing/write-csv';

/** Every generated file with its bytes, by path relative to data/rheine. The same on every call. */
export function generate(): Map<string, Buffer> {
  const all = deliveries();
  const files = new Map<string, Buffer>([['manifest.yaml', Buffer.from(writeManifest(all))]]);
  for (const delivery of all) {
    files.set(csvName(delivery), writeCsv(delivery));
    const mapping = mappingOf(delivery);
    if (mapping !== undefined) files.set(mappingName(delivery), Buffer.from(writeMapping(delivery, mapping)));
  }
  return files;
}
