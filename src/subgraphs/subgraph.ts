import type { InstitutionId } from '../access/vocabulary';
import type { Table } from '../platform/postgres/define-table';
import type { RecordClass } from '../records/declaration';

export type ResolverClass = new (...args: never[]) => object;

/** An institution's part of the schema, as a value. The hub composes them; they never import one another. */
export interface Subgraph {
  /** `core`, or the institution that runs it. */
  readonly name: 'core' | InstitutionId;
  readonly records: readonly RecordClass[];
  /** Its own `Person`, with the fields that this subgraph adds. */
  readonly person: RecordClass;
  /** Resolvers beside those that follow from the records. */
  readonly resolvers: readonly ResolverClass[];
  /** Subscriptions, which only the hub in one process serves. */
  readonly live?: readonly ResolverClass[];
  /** Tables that hold no declared records. */
  readonly tables?: readonly Table[];
}
