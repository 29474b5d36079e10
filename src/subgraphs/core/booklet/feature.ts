import type { Feature } from '../../feature';
import { BOOKLET_CODE_TABLE } from './booklet-code.table';
import { Booklet } from './booklet.record';
import { BookletResolver } from './booklet.resolver';

export const booklet: Feature = {
  name: 'booklet',
  records: [Booklet],
  tables: [BOOKLET_CODE_TABLE],
  resolvers: [BookletResolver],
};
