import type { Feature } from '../../feature';
import { Identity } from './identity.record';

export const identity: Feature = {
  name: 'identity',
  records: [Identity],
};
