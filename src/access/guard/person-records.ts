import type { GraphQLFieldResolver, GraphQLResolveInfo } from 'graphql';
import type { Decision } from '../decision/decision';
import type { DisputeNote } from '../disputed';
import type { PersonDecisions } from '../person-decisions';
import type { RecordAccess } from '../record-access.type';
import type { RequestContext } from '../request-context';
import type { InstitutionId } from '../vocabulary';
import { announce, announcedIn, withholdNotLogged, type AnnouncedFields } from './announced';
import type { DeclaredAccess } from './declared-access';
import { RawJson } from '../../platform/raw-json';
import { pathPattern } from './path-pattern';
import { Place } from './place';
import { readWhole, rowsOfWhole, type WholeRow, type WholeText } from './whole-text';

type Resolver = GraphQLFieldResolver<unknown, RequestContext>;
type Path = GraphQLResolveInfo['path'];

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

/** What the guard needs of a person: what was prepared when the person was loaded. */
export interface DecidablePerson {
  readonly decisions?: PersonDecisions;
  readonly whole?: WholeTexts;
  /** How many records a list shows at most; one more may have been read, so that it is known that there is more. */
  readonly shown?: number;
}

/** Texts of the records that are answered as a whole, as they lie in the row of a person. */
export interface WholeTexts {
  readonly row: readonly unknown[];
  /** Response keys with the places of their texts. */
  readonly columns: ReadonlyMap<Path['key'], number>;
}

/** The records of a field of `Person` that a document asks for as a whole. */
export interface AskedRecords {
  readonly declared: DeclaredRecords;
  readonly field: string;
  /** The type of the records, and the names of its fields that are asked for. */
  readonly type: string;
  readonly names: AnnouncedFields;
}

/** What a field of `Person` declares about the records that it holds. */
export type DeclaredRecords = Extract<DeclaredAccess, { kind: 'protected' }>;

/**
 * Guards a field of `Person` that holds records of a category: each record by its author and its day, and the field as a
 * whole for what others may have written, so that the answer is the same whether or not there is anything.
 */
export function withholdPersonRecords(declared: DeclaredRecords, field: string, resolve: Resolver): Resolver {
  const handling: Handling<Records, GuardedRecord> = {
    isList: Array.isArray,
    rowsOf: (value) => (Array.isArray(value) ? (value as readonly GuardedRecord[]) : [value as GuardedRecord]),
    authorOf: (record) => record.recordedBy ?? null,
    dayOf: (record) => record.$day ?? null,
    notesOf: (record) => record.disputes,
    letOut: (record, decision, announced) => letOut(record, describeDecision(decision, field), announced),
  };
  return (person, args, context, info) => {
    const announced = announcedIn(person, field);
    if (!announced) return withholdNotLogged(context, `Person.${field}`, pathPattern(info.path), declared.category);
    const value = resolve(person, args, context, info) as Records | null | undefined;
    const out = permitted(
      person as DecidablePerson,
      value ?? null,
      declared,
      announced,
      context,
      placeOf(info),
      handling,
    );
    return Array.isArray(value) ? out : (out?.[0] ?? null);
  };
}

/** Gives a record what lets its fields out: the decision, and what the access log has been told of it. */
export function letOut<Told extends GuardedRecord>(
  record: Told,
  access: RecordAccess,
  announced: AnnouncedFields,
): Told & { access: RecordAccess } {
  return announce(Object.assign(record, { access }), announced);
}

type Records = GuardedRecord | readonly GuardedRecord[];

/**
 * The same guard for records that leave as a whole, in the shape of the answer: nothing looks at their fields any more,
 * which is sound because all fields of a record are of one category. So the fields that are asked for are looked up here,
 * once for all records.
 */
export function withholdWholeRecords(askedOf: (info: GraphQLResolveInfo) => AskedRecords): Resolver {
  return (person, _args, context, info) =>
    wholeRecords(person as DecidablePerson, askedOf(info), context, placeOf(info));
}

/** What may leave of the records at a place in the answer, whose key says which they are. */
export function wholeRecords(
  person: DecidablePerson,
  { declared, field, type, names }: AskedRecords,
  context: RequestContext,
  place: Place,
): unknown {
  const announced = announcedIn(person, field);
  if (!announced) return withholdNotLogged(context, `Person.${field}`, place.pattern, declared.category);
  for (const name of names) {
    if (!announced.has(name)) return withholdNotLogged(context, `${type}.${name}`, place.pattern, declared.category);
  }
  const column = person.whole?.columns.get(place.key);
  const text = column === undefined ? null : (person.whole!.row[column] as string | null);
  const whole = text === null ? null : readWhole(text);
  const out = permitted(person, whole, declared, announced, context, place, WHOLE);
  const first = out?.[0] ?? null;
  return whole?.isList && !(first instanceof RawJson) ? out : first;
}

const WHOLE: Handling<WholeText, WholeRow> = {
  isList: ({ isList }) => isList,
  rowsOf: rowsOfWhole,
  authorOf: ({ $by }) => $by ?? null,
  dayOf: ({ $day }) => $day ?? null,
  notesOf: ({ $disputes }) => $disputes,
  letOut: ({ $is }) => $is,
};

/** How the guard reads what a field holds. */
interface Handling<Value, Row> {
  readonly isList: (value: Value) => boolean;
  /** @param apart whether each record is decided about by its author or its day */
  readonly rowsOf: (value: Value, apart: boolean) => readonly Row[];
  readonly authorOf: (record: Row) => InstitutionId | null;
  readonly dayOf: (record: Row) => string | null;
  readonly notesOf: (record: Row) => readonly DisputeNote[] | null | undefined;
  readonly letOut: (record: Row, decision: Decision, announced: AnnouncedFields) => unknown;
}

const placeOf = ({ path }: GraphQLResolveInfo): Place => new Place(path.prev, path.key);

/** What may leave; null where nothing of the kind may, whether or not there is anything. */
function permitted<Value, Row>(
  { decisions, shown = Infinity }: DecidablePerson,
  value: Value | null,
  { category, author, hasDay }: DeclaredRecords,
  announced: AnnouncedFields,
  context: RequestContext,
  place: Place,
  { isList, rowsOf, authorOf, dayOf, notesOf, letOut: release }: Handling<Value, Row>,
): readonly unknown[] | null {
  if (!decisions) {
    context.withheld.add(place.pattern, category, 'NOT_FOR_INSTITUTION');
    return null;
  }
  const { decision: others, rest } = decisions.decideField(category, author, hasDay);
  const withheld = others.permit ? rest : others.reason;
  const apart = author === null || (others.permit && others.byDay === true);
  const listed = value !== null && isList(value);
  const out: unknown[] = [];
  for (const record of value === null ? [] : rowsOf(value, apart)) {
    const by = author ?? authorOf(record);
    // A record that does not say who wrote it cannot be decided about.
    if (by === null) continue;
    const decision = apart ? decisions.decide(category, by, hasDay ? dayOf(record) : null) : others;
    if (!decision.permit) continue;
    if (listed && out.length === shown) {
      context.incomplete.add(place.inAnswer, shown);
      break;
    }
    const notes = notesOf(record);
    if (notes) {
      const { inAnswer } = place;
      context.disputed.add(listed ? [...inAnswer, out.length] : inAnswer, notes);
    }
    out.push(release(record, decision, announced));
  }
  // What is told does not depend on what there is: a list may always lack something, a single record only if it is not shown.
  if (withheld !== null && (listed || out.length === 0)) context.withheld.add(place.pattern, category, withheld);
  return out.length > 0 || others.permit ? out : null;
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
