import type { Feature } from '../../feature';
import { Household } from './household.record';
import { HouseholdResolver } from './household.resolver';

export const household: Feature = {
  name: 'household',
  records: [Household],
  resolvers: [HouseholdResolver],
};
