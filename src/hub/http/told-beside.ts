import type { RecordContext } from '../../records/record-context';
import type { HubContext } from './options';

/**
 * Extensions of an answer made with this context: in `withheld` what it does not contain, and why, bounded by the query, not
 * by its rows; in `disputed` what it contains but the person disputes. Undefined if there is neither.
 */
export function toldBeside(context: HubContext): Record<string, unknown> | undefined {
  const { withheld, disputed } = context as Partial<RecordContext>;
  const [lacking, notes] = [withheld?.list() ?? [], disputed?.list() ?? []];
  if (lacking.length === 0 && notes.length === 0) return undefined;
  return { ...(lacking.length > 0 && { withheld: lacking }), ...(notes.length > 0 && { disputed: notes }) };
}
