import { GeleitError } from '../platform/errors';
import type { RecordContext } from '../records/record-context';
import { isUuid } from '../records/uuid-kind';
import { readScan, saveScan } from '../subgraphs/core/consent-capture/consent-scan.store';
import { scanFile } from '../subgraphs/core/consent-capture/scan-file';
import type { ScanStore } from './http/options';

/** Scans of forms on paper for the HTTP server, whose contexts are those of `requestContext`. */
export const scanStore: ScanStore = {
  async save(context, personId, mediaType, content) {
    if (!isUuid(personId)) throw new GeleitError('NO_SUCH_PERSON', 'No such person.');
    return saveScan(context as RecordContext, personId, scanFile(mediaType, content));
  },
  read: (context, id) => readScan(context as RecordContext, id),
};
