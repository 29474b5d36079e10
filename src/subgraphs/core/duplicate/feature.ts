import type { Feature } from '../../feature';
import { DuplicateResolver } from './duplicate.resolver';
import {
  MATCH_KEY_TABLE,
  MATCH_TASK_TABLE,
  DUPLICATE_PAIR_TABLE,
  DUPLICATE_AGREEMENT_TABLE,
  DUPLICATE_DECISION_TABLE,
  DUPLICATE_REVIEWER_TABLE,
} from './duplicate.table';

export const duplicate: Feature = {
  name: 'duplicate',
  tables: [
    MATCH_KEY_TABLE,
    MATCH_TASK_TABLE,
    DUPLICATE_PAIR_TABLE,
    DUPLICATE_AGREEMENT_TABLE,
    DUPLICATE_DECISION_TABLE,
    DUPLICATE_REVIEWER_TABLE,
  ],
  resolvers: [DuplicateResolver],
};
