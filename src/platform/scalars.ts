import { GraphQLDateTimeISO, GraphQLLocalDate } from 'graphql-scalars';
import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { isPartialDate } from './partial-date';

/** A calendar day, `YYYY-MM-DD`, without time or zone: a birthday is the same day everywhere. */
export const DateScalar = new GraphQLScalarType({
  ...GraphQLLocalDate.toConfig(),
  name: 'Date',
  description: 'A calendar day in the form `2019-07-02`.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339#section-5.6',
});

/** A calendar day of which day, or day and month, may be unknown. */
export const PartialDateScalar = new GraphQLScalarType({
  name: 'PartialDate',
  description:
    'A calendar day, or as much of it as is known: `1990-05-17`, `1990-05`, `1990` (EDTF level 0). What is left out is unknown: ' +
    'never complete it, neither for reckoning nor for display.',
  specifiedByURL: 'https://www.loc.gov/standards/datetime/',
  serialize: String,
  parseValue: parsePartialDate,
  parseLiteral: (node) => parsePartialDate(node.kind === Kind.STRING ? node.value : null),
});

function parsePartialDate(value: unknown): string {
  if (typeof value === 'string' && isPartialDate(value)) return value;
  throw new GraphQLError(
    'PartialDate must be a day such as 1990-05-17, a month such as 1990-05 or a year such as 1990.',
  );
}

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
