import { GraphQLError } from 'graphql';

/**
 * Every code that a client can meet, with its HTTP status and what to do about it. docs/errors.md is compared with
 * this catalogue by a test. Messages name the place and the remedy, never a value: a value may be personal data.
 */
export const ERROR_CODES = {
  UNAUTHENTICATED: { status: 401, remedy: 'Send a valid bearer token of a registered issuer.' },
  TOKEN_INVALID: {
    status: 401,
    remedy: 'The token is malformed, unsigned, or signed with an unknown key. Get a new one.',
  },
  TOKEN_EXPIRED: { status: 401, remedy: 'Get a new token.' },
  TOKEN_NOT_YET_VALID: { status: 401, remedy: 'Check the clocks of issuer and client.' },
  TOKEN_WRONG_ISSUER: { status: 401, remedy: 'Use an issuer that is registered in OIDC_ISSUERS.' },
  TOKEN_WRONG_AUDIENCE: { status: 401, remedy: 'Request the token for the audience of this hub.' },
  FORBIDDEN: { status: 200, remedy: 'Your role is not entitled to this operation.' },
  PURPOSE_UNKNOWN: { status: 400, remedy: 'State one of the purposes of the policy in the header x-purpose.' },
  PURPOSE_NOT_ENTITLED: { status: 403, remedy: 'State a purpose that your institution and role are entitled to.' },
  NO_SUCH_PERSON: { status: 200, remedy: 'The person does not exist or your institution has nothing to do with them.' },
  NOT_FOUND: { status: 200, remedy: 'The record does not exist or is not yours.' },
  INVALID_INPUT: { status: 200, remedy: 'Correct the fields listed in extensions.problems.' },
  INVALID_CURSOR: { status: 200, remedy: 'Pass an endCursor of the same list unchanged.' },
  PAGE_SIZE_INVALID: { status: 200, remedy: 'Ask for first between 1 and 100.' },
  VERSION_CONFLICT: { status: 200, remedy: 'The record was changed meanwhile. Read it again and repeat the change.' },
  ALREADY_EXISTS: { status: 200, remedy: 'A record with this number exists already.' },
  ERASED: {
    status: 200,
    remedy: 'Your institution has erased this record. Only staff record it anew, where there is a legal ground.',
  },
  IDEMPOTENCY_KEY_REUSED: { status: 200, remedy: 'The key was used for another input. Use a new one.' },
  CONSENT_OUTSIDE_POLICY: { status: 200, remedy: 'Leave out the combinations listed in extensions.problems.' },
  CONSENT_STATE_CONFLICT: { status: 200, remedy: 'The consent is in a state that does not allow this step.' },
  CONSENT_EXCEPTION_STANDS: {
    status: 200,
    remedy: 'The person lifts it; without a login, before staff of an institution that it does not except.',
  },
  CONSENT_TEXT_UNUSABLE: { status: 200, remedy: 'Use a language in which the wording is reviewed and active.' },
  CONSENT_FOUR_EYES: {
    status: 200,
    remedy: 'Let another member of staff compare form and scan; a wording, another institution review.',
  },
  CONSENT_REPRESENTATION: {
    status: 200,
    remedy: 'Below 15 the guardian gives the consent, from 15 person and guardian, from 18 only the person.',
  },
  REPRESENTATION_NOT_POSSIBLE: {
    status: 200,
    remedy: 'Only a minor whose birth date you may read is represented, by somebody else, until the 18th birthday.',
  },
  GUARDIAN_REQUIRED: {
    status: 200,
    remedy: 'Below 15 the guardian acts, whom staff record (recordRepresentation). Reading stays open.',
  },
  TASK_ACKNOWLEDGED: { status: 200, remedy: 'The task was acknowledged before; nothing more is to be done.' },
  RIGHTS_REQUEST_CONFLICT: {
    status: 200,
    remedy: 'The request, or its record, is in a state that does not allow this step. Read it again.',
  },
  RECEIPTS_UNAVAILABLE: {
    status: 200,
    remedy: 'The operator sets RECEIPT_SIGNING_KEY and the section "receipts" of the policy.',
  },
  TRANSFER_OUTSIDE_CONSENT: {
    status: 200,
    remedy: 'Transfer only what a living consent opens to a recipient that may not retrieve it.',
  },
  DUPLICATE_NOT_COMPARABLE: {
    status: 200,
    remedy: 'Only who may read both identities decides: the person consents, or links the files with the booklet.',
  },
  DUPLICATE_STATE_CONFLICT: {
    status: 200,
    remedy: 'One of the two was merged with another person since. Split that merge first.',
  },
  BOOKLETS_UNAVAILABLE: {
    status: 200,
    remedy: 'The operator sets BOOKLET_CODE_KEY and the section "booklets" of the policy.',
  },
  BOOKLET_STATE_CONFLICT: { status: 200, remedy: 'The booklet is in a state that does not allow this step.' },
  BOOKLET_CODE_INVALID: {
    status: 200,
    remedy: 'The code leads to nobody. Read it again; after a loss or a replacement only the newest code is valid.',
  },
  TOO_MANY_ATTEMPTS: {
    status: 200,
    remedy: 'Too many codes led to nobody. Try again after extensions.retryAfterSeconds.',
  },
  LINK_STATE_CONFLICT: {
    status: 200,
    remedy: 'The person or the file is linked already, or the request was answered, has expired or has ended.',
  },
  GRAPHQL_PARSE_FAILED: { status: 400, remedy: 'Correct the syntax of the query.' },
  GRAPHQL_VALIDATION_FAILED: { status: 400, remedy: 'Compare the query with the schema.' },
  BAD_USER_INPUT: { status: 400, remedy: 'Compare the variables with the schema.' },
  OPERATION_RESOLUTION_FAILURE: { status: 400, remedy: 'Name the operation to run.' },
  BAD_REQUEST: { status: 400, remedy: 'Send a well-formed GraphQL request.' },
  QUERY_TOO_LONG: { status: 400, remedy: 'Send a shorter query: at most 2000 tokens.' },
  QUERY_TOO_DEEP: { status: 400, remedy: 'Nest the query less deeply.' },
  QUERY_TOO_COSTLY: { status: 400, remedy: 'Ask for fewer fields or a smaller page.' },
  TOO_MANY_ALIASES: { status: 400, remedy: 'Use fewer aliases.' },
  TOO_MANY_DIRECTIVES: { status: 400, remedy: 'Use fewer directives.' },
  DOCUMENT_NOT_TRUSTED: { status: 400, remedy: 'Run only documents that are registered with this hub.' },
  PERSISTED_QUERY_NOT_SUPPORTED: { status: 200, remedy: 'Send the text of the query.' },
  SUBSCRIPTION_OVER_HTTP: {
    status: 400,
    remedy: 'Subscribe at /graphql/stream, by server-sent events or WebSocket.',
  },
  SUBSCRIPTION_LIMIT: {
    status: 429,
    remedy: 'Close subscriptions that you do not need, and share one among your views.',
  },
  SUBSCRIBER_TOO_SLOW: { status: 503, remedy: 'Subscribe again, read everything anew, and take events as they come.' },
  BODY_TOO_LARGE: { status: 413, remedy: 'Send at most 100 kB; a scan at most 10 MB.' },
  UNAVAILABLE: {
    status: 503,
    remedy: 'The database, or the keys of your issuer, are not reachable. Try again after the time in Retry-After.',
  },
  ACCESS_LOG_UNAVAILABLE: { status: 500, remedy: 'The access log could not be written, so no data was returned.' },
  NOT_LOGGED: {
    status: 200,
    remedy: 'The access log was not told of this field, so it is withheld. Tell the operator the request id.',
  },
  INTERNAL_SERVER_ERROR: { status: 500, remedy: 'Tell the operator the request id.' },
} as const;
export type ErrorCode = keyof typeof ERROR_CODES;

/** One thing wrong with one place of an input. `code` is stable, `path` names the field, no value is repeated. */
export interface InputProblem {
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

/** An error that a client may see. Anything else is masked as INTERNAL_SERVER_ERROR before it leaves the hub. */
export class GeleitError extends GraphQLError {
  constructor(
    readonly code: ErrorCode,
    message: string,
    options: { problems?: readonly InputProblem[]; retryAfterSeconds?: number; cause?: unknown } = {},
  ) {
    const { status, remedy } = ERROR_CODES[code];
    super(message, {
      originalError: options.cause instanceof Error ? options.cause : undefined,
      extensions: {
        code,
        remedy,
        ...(options.problems && { problems: options.problems }),
        ...(options.retryAfterSeconds !== undefined && { retryAfterSeconds: options.retryAfterSeconds }),
        ...(status !== 200 && { http: { status } }),
      },
    });
    this.name = 'GeleitError';
  }
}

/** The same words for a person who does not exist and one whom the caller has nothing to do with: they tell neither. */
export const noSuchPerson = (): GeleitError => new GeleitError('NO_SUCH_PERSON', 'No such person.');

/** The same words for a thing that does not exist and one that is not the caller's. */
export const notFound = (thing: string): GeleitError => new GeleitError('NOT_FOUND', `No such ${thing}.`);
