import type { RightsPolicy } from '../../../access/policy/policy';
import { DAY } from '../../../platform/calendar';
import { GeleitError, type InputProblem } from '../../../platform/errors';
import { problem, problemIf, refuse, valueProblems } from '../../../records/api/input-problems';
import { checkId } from '../../../records/check-id';
import type { FieldDeclaration, RecordDeclaration } from '../../../records/declaration';
import { text, type FieldValue } from '../../../records/kinds';
import type { RecordContext } from '../../../records/record-context';
import type { RecordRegistry } from '../../../records/registry';
import type { AnswerRequestInput, RequestRightInput } from './rights-request.input';

const TEXT = text({ max: 1_000, lines: true });

/** What a request is about. */
export interface RequestSubject {
  readonly declaration: RecordDeclaration | null;
}

/**
 * Checks what a person asks for.
 * @throws GeleitError INVALID_INPUT, NOT_FOUND for an id that is none
 */
export function checkRequest(
  registry: RecordRegistry,
  institutions: ReadonlyMap<string, unknown>,
  input: RequestRightInput,
): RequestSubject {
  const { kind, recordId } = input;
  const ofRecord = kind === 'CORRECTION' || kind === 'DISPUTE' || kind === 'RESTRICTION';
  const declaration = recordTypeOf(registry, input.recordType);
  const field = input.field == null ? undefined : correctableField(declaration, input.field);
  refuse('request', [
    ...problemIf(ofRecord && !declaration, 'recordType', 'UNKNOWN_VALUE', 'must be a type of records about persons'),
    ...problemIf(!ofRecord && input.recordType != null, 'recordType', 'OUT_OF_RANGE', `must be left out for ${kind}`),
    ...problemIf(
      kind === 'RESTRICTION' && isLink(declaration),
      'recordType',
      'OUT_OF_RANGE',
      'must not be the link itself',
    ),
    ...problemIf(ofRecord && recordId == null, 'recordId', 'REQUIRED', 'must be given'),
    ...problemIf(
      ofRecord === (input.institution != null),
      'institution',
      ofRecord ? 'OUT_OF_RANGE' : 'REQUIRED',
      institutionRule(ofRecord),
    ),
    ...problemIf(
      !ofRecord && input.institution != null && !institutions.has(input.institution),
      ...(['institution', 'UNKNOWN_VALUE', `must be of ${[...institutions.keys()].join(', ')}`] as const),
    ),
    ...problemIf(
      input.field != null && !field,
      'field',
      'UNKNOWN_VALUE',
      'must be a field of the record with a value of its own',
    ),
    ...problemIf(kind === 'CORRECTION' && input.field == null, 'field', 'REQUIRED', 'must be given'),
    ...problemIf(
      (kind === 'CORRECTION') !== (input.proposedValue != null),
      'proposedValue',
      'REQUIRED',
      'must be given with CORRECTION, and only then',
    ),
    ...problemIf(kind === 'DISPUTE' && input.words == null, 'words', 'REQUIRED', 'must be given: it is the note'),
    ...proposedProblems(field, input.proposedValue),
    ...textProblems(input, ['words']),
  ]);
  if (ofRecord) checkId(recordId, 'record');
  return { declaration };
}

/**
 * Whether professional secrecy keeps a guardian out of what a request is about: a secret record, or all that the author of
 * secret records holds, whether or not it knows the minor (section 203 StGB). The locks of these record types say the same.
 */
export function isKeptFromGuardian(
  { persons: { registry }, policy }: RecordContext,
  { institution, recordType }: Pick<RequestRightInput, 'institution' | 'recordType'>,
): boolean {
  return registry.all
    .filter(({ category }) => category !== null && policy.categories.get(category)?.secrecy !== undefined)
    .some(({ author, name }) =>
      recordType == null ? author === 'EACH' || author === institution : name === recordType,
    );
}

/**
 * What the author of secret records holds as a whole only the minor may ask about: the answer would tell a guardian
 * of them. A single secret record is not there for a guardian.
 * @throws GeleitError FORBIDDEN
 */
export function refuseSecret(context: RecordContext, input: RequestRightInput): void {
  if (context.asking.role !== 'guardian' || input.recordType != null || !isKeptFromGuardian(context, input)) return;
  throw new GeleitError(
    'FORBIDDEN',
    'Only the minor asks an institution under professional secrecy about all it holds.',
  );
}

const institutionRule = (ofRecord: boolean): string =>
  ofRecord ? 'must be left out: the author of the record is asked' : 'must name the institution that is asked';

/** @throws GeleitError INVALID_INPUT */
export function checkAnswer({ liftNoticeDays }: RightsPolicy, input: AnswerRequestInput, now: number): void {
  const { action } = input;
  const required = (is: boolean, path: 'answer' | 'legalBasis' | 'reasonCode' | 'liftAt'): InputProblem[] =>
    problemIf(is && input[path] == null, path, 'REQUIRED', `must be given with ${action}`);
  const tooEarly =
    action === 'ANNOUNCE_LIFTING' && input.liftAt != null && input.liftAt.getTime() < now + liftNoticeDays * DAY;
  refuse('request', [
    ...required(['EXTEND', 'REFUSE', 'GRANT_PARTLY', 'ANNOUNCE_LIFTING'].includes(action), 'answer'),
    ...required(action === 'REFUSE', 'reasonCode'),
    ...required(action === 'REFUSE', 'legalBasis'),
    ...required(action === 'ANNOUNCE_LIFTING', 'liftAt'),
    ...problemIf(tooEarly, 'liftAt', 'OUT_OF_RANGE', `must be ${liftNoticeDays} days from now or later`),
    ...textProblems(input, ['answer', 'legalBasis']),
  ]);
}

/** The value of a field as the record takes it; undefined where the text is none. */
export function valueOf({ kind }: FieldDeclaration, proposed: string): FieldValue | undefined {
  const value = kind.fromText(proposed);
  return value == null || kind.check(value) ? undefined : value;
}

/** A field with a value of its own that the API shows; what is derived follows by itself. */
export function correctableField(declaration: RecordDeclaration | null, name: string): FieldDeclaration | undefined {
  return declaration?.fields.find((field) => field.name === name && field.exposed && !field.reference);
}

function recordTypeOf(registry: RecordRegistry, name: string | null | undefined): RecordDeclaration | null {
  const declaration = name == null ? undefined : registry.named(name);
  return declaration?.onPerson ? declaration : null;
}

const isLink = (declaration: RecordDeclaration | null): boolean => declaration?.name === 'PersonLink';

function proposedProblems(field: FieldDeclaration | undefined, proposed: string | null | undefined): InputProblem[] {
  if (!field || proposed == null || valueOf(field, proposed) !== undefined) return [];
  const value = field.kind.fromText(proposed);
  const found = value == null ? null : field.kind.check(value);
  return [problem('proposedValue', found?.code ?? 'BAD_FORMAT', found?.message ?? 'must be a value of the field')];
}

function textProblems<Key extends string>(
  input: Partial<Record<Key, string | null | undefined>>,
  fields: readonly Key[],
): InputProblem[] {
  return fields.flatMap((field) => valueProblems(field, TEXT, input[field]));
}
