import type { Feature } from '../../../feature';
import { AlsoWithdrawnResolver } from './also-withdrawn.resolver';
import { ConsentResolver } from './consent.resolver';
import { CONSENT_TABLE, CONSENT_EVENT_TABLE, CONSENT_GRANT_TABLE } from './consent.table';

export const consentRegistry: Feature = {
  name: 'consent-registry',
  tables: [CONSENT_TABLE, CONSENT_EVENT_TABLE, CONSENT_GRANT_TABLE],
  resolvers: [ConsentResolver, AlsoWithdrawnResolver],
};
