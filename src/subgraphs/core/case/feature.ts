import type { Feature } from '../../feature';
import { Case } from './case.record';

export const caseFile: Feature = {
  name: 'case',
  records: [Case],
};
