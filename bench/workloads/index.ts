import { accessLog } from './access-log';
import { consents } from './consents';
import { me } from './me';
import { one } from './one';
import { page } from './page';
import { search } from './search';
import type { Workload } from './workload';

/** All workloads of the comparison. A later feature adds its own here. */
export const WORKLOADS: readonly Workload[] = [one, page, search, accessLog, me, consents];
