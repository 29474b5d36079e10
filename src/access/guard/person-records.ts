import type { GraphQLFieldResolver } from 'graphql';
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

/** What the guard needs of a person: the decisions that were prepared when the person was loaded. */
interface DecidablePerson {
  readonly decisions?: PersonDecisions;
}

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
    const withhold = (reason: Extract<Decision, { permit: false }>['reason']) =>
      context.withheld.add(pathPattern(info.path), category, reason);
    const { decisions } = person as DecidablePerson;
    if (!decisions) {
      withhold('NOT_FOR_INSTITUTION');
      return null;
    }
    const value = resolve(person, args, context, info) as GuardedRecord | readonly GuardedRecord[] | null | undefined;
    const records: readonly GuardedRecord[] = value == null ? [] : isList(value) ? value : [value];
    const others = decisions.decide(category, author);
    if (records.length === 0 && !others.permit) {
      withhold(others.reason);
      return null;
    }
    const permitted = records.filter((record) => {
      const decision = decisions.decide(category, author ?? record.recordedBy ?? null);
      if (decision.permit) record.access = describeDecision(decision, field);
      return decision.permit;
    });
    if (!others.permit && (isList(value) || permitted.length === 0)) withhold(others.reason);
    if (isList(value)) return permitted.length > 0 || others.permit ? permitted : null;
    return permitted[0] ?? null;
  };
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

function isList(value: unknown): value is readonly GuardedRecord[] {
  return Array.isArray(value);
}
