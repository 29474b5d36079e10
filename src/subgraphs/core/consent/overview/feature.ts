import type { Feature } from '../../../feature';
import { ConsentOverviewResolver } from './consent-overview.resolver';

export const consentOverview: Feature = {
  name: 'consent-overview',
  resolvers: [ConsentOverviewResolver],
};
