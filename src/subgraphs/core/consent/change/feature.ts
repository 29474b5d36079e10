import type { Feature } from '../../../feature';
import { ConsentChangeResolver } from './consent-change.resolver';

export const consentChange: Feature = {
  name: 'consent-change',
  live: [ConsentChangeResolver],
};
