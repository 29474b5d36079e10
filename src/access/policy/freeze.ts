const REFUSE = {
  value(): never {
    throw new TypeError('The policy is immutable.');
  },
};

/** A map that nobody can change: `Object.freeze` alone leaves a map's entries open. */
export function frozenMap<K, V>(entries: Iterable<readonly [K, V]>): ReadonlyMap<K, V> {
  return Object.freeze(Object.defineProperties(new Map(entries), { set: REFUSE, delete: REFUSE, clear: REFUSE }));
}

/** A set that nobody can change. */
export function frozenSet<V>(values: Iterable<V>): ReadonlySet<V> {
  return Object.freeze(Object.defineProperties(new Set(values), { add: REFUSE, delete: REFUSE, clear: REFUSE }));
}
