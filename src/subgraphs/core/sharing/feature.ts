import type { Feature } from '../../feature';
import { SharingResolver } from './sharing.resolver';

export const sharing: Feature = {
  name: 'sharing',
  resolvers: [SharingResolver],
};
