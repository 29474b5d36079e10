import { refusalsOnRecord } from '../access/log/refusal';
import { checkPersonId } from '../records/check-id';
import type { RecordContext } from '../records/record-context';
import { readScan, saveScan } from '../subgraphs/core/consent/capture/consent-scan.store';
import { scanFile } from '../subgraphs/core/consent/capture/scan-file';
import type { ScanStore } from './http/options';

/** Scans of forms on paper for the HTTP server, whose contexts are those of `requestContext`. */
export const scanStore: ScanStore = {
  save: (context, personId, mediaType, content) =>
    refusalsOnRecord(context as RecordContext, 'ConsentScan.save', personId, () => {
      checkPersonId(personId);
      return saveScan(context as RecordContext, personId, scanFile(mediaType, content));
    }),
  read: (context, id) =>
    refusalsOnRecord(context as RecordContext, 'ConsentScan.read', null, () => readScan(context as RecordContext, id)),
};
