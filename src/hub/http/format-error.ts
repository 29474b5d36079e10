import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { ERROR_CODES, GeleitError, type ErrorCode } from '../../platform/errors';
import { databaseError } from '../../platform/postgres/database-error';
import { SecondLockError } from '../../platform/postgres/safe-role';
import { maskSyntaxError, maskValidationError, maskVariableError, withoutSuggestion } from './mask-values';

type FormatError = (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;

/**
 * Returns Apollo's last word on every error. Errors of the catalogue pass; errors that Apollo and graphql-js make of a
 * request pass without the values in it; whatever else was thrown, GraphQLErrors of libraries included, becomes
 * INTERNAL_SERVER_ERROR without a word of it. The request id is added where the request is known.
 */
export function formatErrorFor({ production }: { production: boolean }): FormatError {
  return (formatted, error) => {
    const known = geleitErrorIn(error);
    if (known) {
      const { http: _http, ...extensions } = known.extensions;
      return { ...placeOf(formatted), message: known.message, extensions };
    }
    const [code, message] = describe(error);
    return {
      ...placeOf(formatted),
      message: production ? withoutSuggestion(message) : message,
      extensions: { code, remedy: ERROR_CODES[code].remedy },
    };
  };
}

/** The code under which a client meets an error. */
export function codeOf(error: unknown): ErrorCode {
  return geleitErrorIn(error)?.code ?? describe(error)[0];
}

/** The error of the catalogue that a thrown value is, carries, or (a failure of PostgreSQL) stands for. */
export function geleitErrorIn(error: unknown): GeleitError | undefined {
  let cause = error;
  // Errors do not contain themselves, but nobody promises it.
  for (let depth = 0; cause != null && depth < 5; depth += 1) {
    if (cause instanceof GeleitError) return cause;
    const translated = cause instanceof GraphQLError ? undefined : databaseError(cause);
    if (translated instanceof GeleitError) return translated;
    // This replica refuses its database, as readyz says; another one may be better off.
    if (translated instanceof SecondLockError)
      return new GeleitError('UNAVAILABLE', 'The database is not fit for use.');
    const { originalError, cause: next } = cause as { originalError?: unknown; cause?: unknown };
    cause = originalError ?? next;
  }
  return undefined;
}

/** The code and the masked message of an error that is not of the catalogue. */
function describe(error: unknown): [ErrorCode, string] {
  const masked: [ErrorCode, string] = ['INTERNAL_SERVER_ERROR', 'Something went wrong inside the hub.'];
  if (!(error instanceof GraphQLError)) return masked;
  if (error.path) {
    // The only fault of a client that shows itself during execution: a variable without a value in a required place.
    const argument = /^Argument "(\w+)" (?:of|has) /.exec(error.message)?.[1];
    return argument ? ['BAD_USER_INPUT', `Argument "${argument}" is missing or has an invalid value.`] : masked;
  }
  const { code } = error.extensions;
  switch (code) {
    case 'GRAPHQL_PARSE_FAILED':
      return /more tha[tn] \d+ tokens/.test(error.message)
        ? ['QUERY_TOO_LONG', 'The query is too long.']
        : [code, maskSyntaxError(error.message)];
    case 'GRAPHQL_VALIDATION_FAILED':
      return [code, maskValidationError(error)];
    case 'OPERATION_RESOLUTION_FAILURE':
      return [
        code,
        error.message.replace(/^Unknown operation named .*$/s, 'The document has no operation of this name.'),
      ];
    case 'BAD_USER_INPUT':
      return [code, maskVariableError(error)];
    default:
      // Apollo gives these two no code.
      if (/^(provided sha does not match query|Unsupported persisted query version)$/.test(error.message)) {
        return ['BAD_REQUEST', 'The persistedQuery does not match the query, or its version is unknown.'];
      }
      return code === 'BAD_REQUEST' || code === 'PERSISTED_QUERY_NOT_SUPPORTED' ? [code, error.message.trim()] : masked;
  }
}

function placeOf({ locations, path }: GraphQLFormattedError): Pick<GraphQLFormattedError, 'locations' | 'path'> {
  return { ...(locations && { locations }), ...(path && { path }) };
}
