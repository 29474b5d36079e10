import { Kind, print, type GraphQLError } from 'graphql';

/*
 * graphql-js repeats the offending value in its messages. Such a value may be a name, a date of birth or a file number,
 * and messages end up in logs and tickets, so they are said again without it: the place, the type, the reason.
 */

/** Reasons that name only the schema's or the document's own words. */
const HARMLESS_REASONS = [
  /^Field "[\w.]+" of required type "[\w![\]]+" was not provided\.$/,
  /^Field "[\w.]+" must be non-null\.$/,
  /^Field "\w+" is not defined by type "\w+"\./,
  /^It has a field that is not defined by type "\w+"\./,
  /^Expected non-nullable type "[\w![\]]+" not to be null\.$/,
  /^Expected type "\w+" to be an object\.$/,
  /^(OneOf Input Object|Exactly one key must be specified for OneOf type) "\w+"/,
];

/** `Syntax Error: Expected ")", found Name "..."` without the text of the token. The location tells which one. */
export function maskSyntaxError(message: string): string {
  return message.replace(/\b(Name|String|BlockString|Int|Float|Comment) "[\s\S]*$/, '$1.');
}

/** Validation errors speak of the document, which may hold values as literals. */
export function maskValidationError(error: GraphQLError): string {
  const { message, nodes } = error;
  if (isHarmless(message)) return message;
  const kind = nodes?.[0]?.kind;
  if (kind && !LITERALS.has(kind)) return message;
  if (!kind && /^Too many validation errors/.test(message)) return message;
  const type = typeIn(message);
  return type ? `Expected a value of type "${type}".` : 'The value is not valid for its type.';
}

const LITERALS: ReadonlySet<string> = new Set([
  Kind.STRING,
  Kind.INT,
  Kind.FLOAT,
  Kind.BOOLEAN,
  Kind.ENUM,
  Kind.NULL,
  Kind.LIST,
  Kind.OBJECT,
]);

/** `Variable "$input" got invalid value "..." at "input.birthDate"; ...` keeps the variable, the place, the type. */
export function maskVariableError(error: GraphQLError): string {
  const { message, nodes } = error;
  const name = /^Variable "\$(\w+)" (?:got invalid value|has invalid value)/.exec(message)?.[1];
  if (!name) return message;
  // Strings inside the repeated value have their quotes escaped, so they cannot pass for the place.
  const place = new RegExp(` at "(${name}(?:\\.\\w+|\\[\\d+\\])*)"; `).exec(message);
  const reason = place && message.slice(place.index + place[0].length);
  const node = nodes?.[0];
  const type = place === null && node?.kind === Kind.VARIABLE_DEFINITION ? print(node.type) : typeIn(reason ?? message);
  const kept = withoutKey(reason ?? message.slice(message.indexOf('; ') + 2));
  const why = isHarmless(kept) ? ` ${kept}` : type ? ` Expected a value of type "${type}".` : '';
  return `Variable "$${name}" got an invalid value${place ? ` at "${place[1]}"` : ''}.${why}`;
}

/** A key of a variable's value is the client's word, not the schema's: a value may have got there by mistake. */
function withoutKey(reason: string): string {
  return reason.replace(
    /^Field "[^"]*" is not defined by type "(\w+)"\.[\s\S]*$/,
    'It has a field that is not defined by type "$1".',
  );
}

/** Leaves out what other names of the schema a misspelled one resembles. */
export function withoutSuggestion(message: string): string {
  return message.replace(/ ?Did you mean [\s\S]*$/, '');
}

function isHarmless(reason: string): boolean {
  return HARMLESS_REASONS.some((pattern) => pattern.test(reason));
}

/** The type that a message of graphql-js names, in any of its four ways to say it. */
function typeIn(message: string): string | undefined {
  return (
    /Expected (?:value of )?type "([\w![\]]+)"/.exec(message)?.[1] ??
    /does not exist in "(\w+)" enum/.exec(message)?.[1] ??
    /Enum "(\w+)" cannot represent/.exec(message)?.[1] ??
    /(?:^|; )(\w+) cannot represent/.exec(message)?.[1]
  );
}
