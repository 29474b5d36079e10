import { one } from './one';
import { page } from './page';
import type { Workload } from './workload';

/** All workloads of the comparison. A later feature adds its own here. */
export const WORKLOADS: readonly Workload[] = [one, page];
