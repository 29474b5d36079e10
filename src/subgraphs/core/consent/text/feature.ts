import type { Feature } from '../../../feature';
import { ConsentTextResolver } from './consent-text.resolver';
import { CONSENT_TEXT_TABLE } from './consent-text.table';

export const consentText: Feature = {
  name: 'consent-text',
  tables: [CONSENT_TEXT_TABLE],
  resolvers: [ConsentTextResolver],
};
