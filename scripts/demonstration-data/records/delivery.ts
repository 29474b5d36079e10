import type { Partner } from '../institutions';
import type { Kind, Row } from '../kinds';

/** One file as an institution delivers it. */
export interface Delivery<K extends Kind = Kind> {
  readonly institution: Partner;
  readonly kind: K;
  /** A second delivery of the same kind, e.g. `linked`. */
  readonly suffix?: string;
  readonly rows: readonly Row<K>[];
}

export function delivery<K extends Kind>(
  institution: Partner,
  kind: K,
  rows: readonly Row<K>[],
  suffix?: string,
): Delivery {
  // A row of one kind is not a row of every kind; the kind travels with the rows, so nothing is lost.
  return { institution, kind, rows, suffix } as unknown as Delivery;
}

/** Numbers records as an office would: `MR-2018-00001`. */
export function numbering(prefix: string, digits = 5): () => string {
  let last = 0;
  return () => `${prefix}-${String((last += 1)).padStart(digits, '0')}`;
}
