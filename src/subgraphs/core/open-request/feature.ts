import type { Feature } from '../../feature';
import { OpenRequestResolver } from './open-request.resolver';

export const openRequest: Feature = {
  name: 'open-request',
  resolvers: [OpenRequestResolver],
};
