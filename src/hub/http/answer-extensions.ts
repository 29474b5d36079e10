import type { RecordContext } from '../../records/record-context';
import type { HubContext } from './options';

/**
 * Extensions of an answer made with this context: in `withheld` what it does not contain, and why, bounded by the query, not
 * by its rows; in `disputed` what it contains but the person disputes; in `incomplete` which lists go on. Undefined if there is
 * nothing to tell.
 */
export function answerExtensions(context: HubContext): Record<string, unknown> | undefined {
  const { withheld, disputed, incomplete } = context as Partial<RecordContext>;
  const told = { withheld: withheld?.list(), disputed: disputed?.list(), incomplete: incomplete?.list() };
  const some = Object.entries(told).filter(([, entries]) => entries !== undefined && entries.length > 0);
  return some.length > 0 ? Object.fromEntries(some) : undefined;
}
