/**
 * What the access log has been told of a person: the fields of `Person`, and of those that hold records the fields of these.
 * Whoever loads a person hands it on with them.
 */
export type Announced = ReadonlyMap<string, ReadonlySet<string>>;
