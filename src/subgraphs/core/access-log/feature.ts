import type { Feature } from '../../feature';
import { AccessLogResolver } from './access-log.resolver';

export const accessLog: Feature = {
  name: 'access-log',
  resolvers: [AccessLogResolver],
};
