import type { Asking } from '../../../src/access/decision/decision';
import type { DisputedList } from '../../../src/access/disputed';
import type { Policy } from '../../../src/access/policy/policy';
import type { WithheldList } from '../../../src/access/withheld';
import type { Asker } from '../cast';
import type { LogEntry } from '../log-entries';
import type { Rows } from './rows';
import type { SingleAnswer } from './single-documents';

/** What the reference knows of one request, and what it notes of it. */
export interface ReferenceContext {
  readonly asker: Asker;
  readonly asking: Asking;
  readonly policy: Policy;
  readonly rows: Rows;
  /** As the client sent them. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly single: (source: string) => Promise<SingleAnswer>;
  readonly withheld: WithheldList;
  readonly disputed: DisputedList;
  readonly entries: LogEntry[];
}
