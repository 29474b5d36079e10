import type { Table } from '../platform/postgres/define-table';
import type { RecordClass } from '../records/declaration';
import type { ResolverClass, Subgraph } from './subgraph';

/** A part of a subgraph, as a value in the folder that holds all of it. The subgraph, and so the hub, folds over them. */
export interface Feature {
  readonly name: string;
  readonly records?: readonly RecordClass[];
  /** Tables that hold no declared records. */
  readonly tables?: readonly Table[];
  /** Resolvers beside those that follow from the records. */
  readonly resolvers?: readonly ResolverClass[];
  /** Subscriptions, which only the hub in one process serves. */
  readonly live?: readonly ResolverClass[];
}

/** Folds features into a subgraph, in the order in which they are named. */
export function subgraphOf(
  name: Subgraph['name'],
  person: RecordClass,
  features: readonly Feature[],
): Required<Subgraph> {
  return {
    name,
    person,
    records: features.flatMap(({ records = [] }) => records),
    tables: features.flatMap(({ tables = [] }) => tables),
    resolvers: features.flatMap(({ resolvers = [] }) => resolvers),
    live: features.flatMap(({ live = [] }) => live),
  };
}
