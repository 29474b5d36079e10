import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDirectivesRule } from '@escape.tech/graphql-armor-max-directives';
import type { ValidationContext, ValidationRule } from 'graphql';
import { GeleitError, type ErrorCode } from '../../platform/errors';
import { depthRule } from './depth-rule';

/** Bytes of a request body. */
export const MAX_BODY_BYTES = 100_000;
/** Lexical tokens of a document; the introspection query of GraphiQL has about 300. */
export const MAX_TOKENS = 2_000;
const MAX_ALIASES = 30;
const MAX_DIRECTIVES = 30;
/** Subscriptions that one member of staff, or one person, has open in a process. */
export const MAX_SUBSCRIPTIONS_PER_CALLER = 20;
/** Subscriptions that a process has open; each costs a small query for every event that concerns it. */
export const MAX_SUBSCRIPTIONS = 2_000;
/** Validation stops after so many errors, so that a long nonsense query costs little. */
export const MAX_VALIDATION_ERRORS = 5;

/**
 * The limits that depend only on the document; the cost limit needs the variables too. The rules of graphql-armor throw
 * by default, which Apollo answers with 500, so they report an error of the catalogue instead.
 */
export function limitRules(): ValidationRule[] {
  return [
    depthRule,
    maxAliasesRule({
      n: MAX_ALIASES,
      propagateOnRejection: false,
      onReject: [report('TOO_MANY_ALIASES', MAX_ALIASES)],
    }),
    maxDirectivesRule({
      n: MAX_DIRECTIVES,
      propagateOnRejection: false,
      onReject: [report('TOO_MANY_DIRECTIVES', MAX_DIRECTIVES)],
    }),
  ];
}

function report(code: ErrorCode, limit: number): (context: ValidationContext | null) => void {
  const what = code === 'TOO_MANY_ALIASES' ? 'aliases' : 'directives';
  return (context) =>
    context?.reportError(new GeleitError(code, `The query uses too many ${what}; at most ${limit} are allowed.`));
}
