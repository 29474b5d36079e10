import type { GraphQLFieldResolver, GraphQLResolveInfo } from 'graphql';
import type { Decision } from '../decision/decision';
import { answerPath, type DisputeNote } from '../disputed';
import type { PersonDecisions } from '../person-decisions';
import type { RecordAccess } from '../record-access.type';
import type { RequestContext } from '../request-context';
import type { InstitutionId, WithheldReason } from '../vocabulary';
import type { DeclaredAccess } from './declared-access';
import { pathPattern } from './path-pattern';

type Resolver = GraphQLFieldResolver<unknown, RequestContext>;

/** A record as the guard hands it on: with the decision that lets it out. */
export interface GuardedRecord {
  /** The institution that wrote it. */
  recordedBy?: InstitutionId;
  /** The day that counts for the period of the data; set where some consent covers data of a period alone. */
  $day?: string | null;
  /** Notes with which the person disputes it. */
  disputes?: readonly DisputeNote[] | null;
  access?: RecordAccess;
}

/**
 * A record in the shape of the answer, beside what the guard needs to know of it. Bare where the guard needs nothing;
 * the keys are none that a query could ask for.
 */
interface WrappedWhole {
  readonly $by?: InstitutionId;
  readonly $day?: string | null;
  readonly $disputes?: readonly DisputeNote[] | null;
  readonly $is: unknown;
}

/** What the guard needs of a person: the decisions that were prepared when the person was loaded. */
interface DecidablePerson {
  readonly decisions?: PersonDecisions;
}

type Records<Row> = Row | readonly Row[] | null | undefined;

/** What a field of `Person` declares about the records that it holds. */
type Declared = Extract<DeclaredAccess, { kind: 'protected' }>;

/**
 * Guards a field of `Person` that holds records of a category: each record by its author and its day, and the field as a
 * whole for what others may have written, so that the answer is the same whether or not there is anything.
 */
export function withholdPersonRecords(declared: Declared, field: string, resolve: Resolver): Resolver {
  return (person, args, context, info) => {
    const records = resolve(person, args, context, info) as Records<GuardedRecord>;
    return permitted(person, records, declared, context, info, {
      authorOf: (record) => record.recordedBy ?? null,
      dayOf: (record) => record.$day ?? null,
      notesOf: (record) => record.disputes,
      letOut: (record, decision) => Object.assign(record, { access: describeDecision(decision, field) }),
    });
  };
}

/**
 * The same guard for records that leave as a whole, in the shape of the answer: nothing looks at their fields any more,
 * which is sound because all fields of a record are of one category.
 * @param keyOf the property of the person that holds the records for a response key
 */
export function withholdWholeRecords(declared: Declared, keyOf: (responseKey: string) => string): Resolver {
  return (person, _args, context, info) => {
    const records = (person as Record<string, unknown>)[keyOf(String(info.path.key))];
    return permitted(person, records as Records<object>, declared, context, info, WHOLE);
  };
}

interface Handling<Row> {
  readonly authorOf: (record: Row) => InstitutionId | null;
  readonly dayOf: (record: Row) => string | null;
  readonly notesOf: (record: Row) => readonly DisputeNote[] | null | undefined;
  readonly letOut: (record: Row, decision: Decision) => unknown;
}

const isWrapped = (record: object): record is WrappedWhole => '$is' in record;

const WHOLE: Handling<object> = {
  authorOf: (record) => (isWrapped(record) ? (record.$by ?? null) : null),
  dayOf: (record) => (isWrapped(record) ? (record.$day ?? null) : null),
  notesOf: (record) => (isWrapped(record) ? record.$disputes : null),
  letOut: (record) => (isWrapped(record) ? record.$is : record),
};

function permitted<Row>(
  person: unknown,
  value: Records<Row>,
  { category, author, hasDay }: Declared,
  context: RequestContext,
  info: GraphQLResolveInfo,
  { authorOf, dayOf, notesOf, letOut }: Handling<Row>,
): unknown {
  const withhold = (reason: WithheldReason): null => {
    context.withheld.add(pathPattern(info.path), category, reason);
    return null;
  };
  const { decisions } = person as DecidablePerson;
  if (!decisions) return withhold('NOT_FOR_INSTITUTION');
  const { decision: others, rest } = decisions.decideField(category, author, hasDay);
  const withheld = others.permit ? rest : others.reason;
  const isList = Array.isArray(value);
  const records: readonly Row[] = isList ? (value as readonly Row[]) : value == null ? [] : [value as Row];
  const eachApart = author === null || (others.permit && others.byDay === true);
  const out: unknown[] = [];
  for (const record of records) {
    const by = author ?? authorOf(record);
    // A record that does not say who wrote it cannot be decided about.
    if (by === null) continue;
    const decision = eachApart ? decisions.decide(category, by, hasDay ? dayOf(record) : null) : others;
    if (!decision.permit) continue;
    const notes = notesOf(record);
    if (notes) {
      const place = answerPath(info.path);
      context.disputed.add(isList ? [...place, out.length] : place, notes);
    }
    out.push(letOut(record, decision));
  }
  // What is told does not depend on what there is: a list may always lack something, a single record only if it is not shown.
  if (withheld !== null && (isList || out.length === 0)) withhold(withheld);
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
