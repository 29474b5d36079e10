import type { Feature } from '../../feature';
import { EquivalentsResolver } from './equivalents.resolver';

export const equivalents: Feature = {
  name: 'equivalents',
  resolvers: [EquivalentsResolver],
};
