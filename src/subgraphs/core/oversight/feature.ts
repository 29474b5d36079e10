import type { Feature } from '../../feature';
import { PATTERN_FINDING_TABLE, STAFF_NAME_MARK_TABLE } from './pattern-finding.table';
import { UnusualPatternResolver } from './unusual-pattern.resolver';

export const oversight: Feature = {
  name: 'oversight',
  tables: [PATTERN_FINDING_TABLE, STAFF_NAME_MARK_TABLE],
  resolvers: [UnusualPatternResolver],
};
