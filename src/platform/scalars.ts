import { GraphQLDateTimeISO, GraphQLLocalDate } from 'graphql-scalars';
import { GraphQLScalarType } from 'graphql';

/** A calendar day, `YYYY-MM-DD`, without time or zone: a birthday is the same day everywhere. */
export const DateScalar = new GraphQLScalarType({
  ...GraphQLLocalDate.toConfig(),
  name: 'Date',
  description: 'A calendar day in the form `2019-07-02`.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339#section-5.6',
});

/** An instant as PostgreSQL prints it in JSON, where its zone is UTC. */
const PRINTED = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3,6}\+00:00$/;

/** An instant in UTC, RFC 3339. */
export const DateTimeScalar = new GraphQLScalarType({
  ...GraphQLDateTimeISO.toConfig(),
  // What PostgreSQL has printed is an instant; to read it, check it and print it again takes fifty times as long.
  serialize: (value) =>
    typeof value === 'string' && PRINTED.test(value) ? `${value.slice(0, 23)}Z` : GraphQLDateTimeISO.serialize(value),
  name: 'DateTime',
  description: 'An instant in UTC in the form `2019-07-02T09:30:00.000Z`.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339#section-5.6',
});
