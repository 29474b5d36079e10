import type { Feature } from '../../feature';
import { PersonalDataResolver } from './personal-data.resolver';

export const personalData: Feature = {
  name: 'personal-data',
  resolvers: [PersonalDataResolver],
};
