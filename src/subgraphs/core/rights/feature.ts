import type { Feature } from '../../feature';
import { ERASED_SOURCE_TABLE, ERASURE_KEY_TABLE } from './erased-source.table';
import { PersonRightsResolver } from './person-rights.resolver';
import { RightsNoticeResolver } from './rights-notice.resolver';
import { RightsRequestResolver } from './rights-request.resolver';
import { RIGHTS_REQUEST_TABLE, RIGHTS_REQUEST_CONTENT_TABLE, RIGHTS_NOTICE_TABLE } from './rights-request.table';

export const rights: Feature = {
  name: 'rights',
  tables: [
    RIGHTS_REQUEST_TABLE,
    RIGHTS_REQUEST_CONTENT_TABLE,
    RIGHTS_NOTICE_TABLE,
    ERASED_SOURCE_TABLE,
    ERASURE_KEY_TABLE,
  ],
  resolvers: [RightsRequestResolver, RightsNoticeResolver, PersonRightsResolver],
};
