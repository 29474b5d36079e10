import type { Feature } from '../../feature';
import { Measure } from './measure.record';

export const measure: Feature = {
  name: 'measure',
  records: [Measure],
};
