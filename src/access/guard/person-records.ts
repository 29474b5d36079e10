import type { GraphQLFieldResolver, GraphQLResolveInfo } from 'graphql';
import type { Decision } from '../decision/decision';
import type { PersonDecisions } from '../person-decisions';
import type { RecordAccess } from '../record-access.type';
import type { RequestContext } from '../request-context';
import type { Category, InstitutionId } from '../vocabulary';
import { pathPattern } from './path-pattern';

type Resolver = GraphQLFieldResolver<unknown, RequestContext>;

/** A record as the guard hands it on: with the decision that lets it out. */
export interface GuardedRecord {
  /** The institution that wrote it. */
  recordedBy?: InstitutionId;
  access?: RecordAccess;
}

/** A record in the shape of the answer, beside the institution that wrote it, where every institution keeps its own. */
interface AuthoredWhole {
  readonly by: InstitutionId;
  readonly is: unknown;
}

/** What the guard needs of a person: the decisions that were prepared when the person was loaded. */
interface DecidablePerson {
  readonly decisions?: PersonDecisions;
}

type Records<Row> = Row | readonly Row[] | null | undefined;

/**
 * Guards a field of `Person` that holds records of a category: each record by its author, and the field as a whole for
 * what others may have written, so that the answer is the same whether or not there is anything.
 * @param author the institution that writes these records, or null where every institution keeps its own
 */
export function withholdPersonRecords(
  category: Category,
  author: InstitutionId | null,
  field: string,
  resolve: Resolver,
): Resolver {
  return (person, args, context, info) => {
    const records = resolve(person, args, context, info) as Records<GuardedRecord>;
    return permitted(person, records, category, author, context, info, {
      authorOf: (record) => record.recordedBy ?? null,
      letOut: (record, decision) => Object.assign(record, { access: describeDecision(decision, field) }),
    });
  };
}

/**
 * The same guard for records that leave as a whole, in the shape of the answer: nothing looks at their fields any more,
 * which is sound because all fields of a record are of one category.
 * @param keyOf the property of the person that holds the records for a response key
 */
export function withholdWholeRecords(
  category: Category,
  author: InstitutionId | null,
  keyOf: (responseKey: string) => string,
): Resolver {
  return (person, _args, context, info) => {
    const records = (person as Record<string, unknown>)[keyOf(String(info.path.key))];
    if (author !== null) {
      return permitted(person, records, category, author, context, info, {
        authorOf: () => author,
        letOut: (record) => record,
      });
    }
    return permitted(person, records as Records<AuthoredWhole>, category, author, context, info, {
      authorOf: ({ by }) => by,
      letOut: ({ is }) => is,
    });
  };
}

interface Handling<Row> {
  readonly authorOf: (record: Row) => InstitutionId | null;
  readonly letOut: (record: Row, decision: Decision) => unknown;
}

function permitted<Row>(
  person: unknown,
  value: Records<Row>,
  category: Category,
  author: InstitutionId | null,
  context: RequestContext,
  info: GraphQLResolveInfo,
  { authorOf, letOut }: Handling<Row>,
): unknown {
  const withhold = (reason: Extract<Decision, { permit: false }>['reason']): null => {
    context.withheld.add(pathPattern(info.path), category, reason);
    return null;
  };
  const { decisions } = person as DecidablePerson;
  if (!decisions) return withhold('NOT_FOR_INSTITUTION');
  const others = decisions.decide(category, author);
  const isList = Array.isArray(value);
  const records: readonly Row[] = isList ? (value as readonly Row[]) : value == null ? [] : [value as Row];
  if (records.length === 0) return others.permit ? (value ?? null) : withhold(others.reason);
  const out: unknown[] = [];
  for (const record of records) {
    const decision = author === null ? decisions.decide(category, authorOf(record)) : others;
    if (decision.permit) out.push(letOut(record, decision));
  }
  if (!others.permit && (isList || out.length === 0)) withhold(others.reason);
  if (isList) return out.length > 0 || others.permit ? out : null;
  return out[0] ?? null;
}

/** A decision in the words of the schema. */
export function describeDecision(decision: Decision, field: string): RecordAccess {
  const { category } = decision;
  const nothing = { reason: null, basis: null, statute: null, consentId: null, consentVersion: null, until: null };
  if (!decision.permit) return { ...nothing, field, category, decision: 'WITHHELD', reason: decision.reason };
  return {
    ...nothing,
    field,
    category,
    decision: 'PERMIT',
    basis: decision.basis,
    statute: decision.statute ?? null,
    consentId: decision.consentId ?? null,
    consentVersion: decision.consentVersion ?? null,
    until: decision.until === undefined ? null : new Date(decision.until).toISOString(),
  };
}
