import type { Feature } from '../../../feature';
import { ConsentCaptureResolver } from './consent-capture.resolver';
import { CONSENT_SCAN_TABLE } from './consent-scan.table';

export const consentCapture: Feature = {
  name: 'consent-capture',
  tables: [CONSENT_SCAN_TABLE],
  resolvers: [ConsentCaptureResolver],
};
