import type { Feature } from '../../feature';
import { LinkResolver } from './link.resolver';
import { LINK_TABLE } from './link.table';
import { PersonLinksResolver } from './person-links.resolver';
import { RATE_LIMIT_TABLE } from './rate-limit.table';

export const link: Feature = {
  name: 'link',
  tables: [LINK_TABLE, RATE_LIMIT_TABLE],
  resolvers: [LinkResolver, PersonLinksResolver],
};
