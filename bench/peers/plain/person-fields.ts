import type { GraphQLResolveInfo } from 'graphql';
import { decide } from '../../../src/access/decision/decide';
import type { Decision } from '../../../src/access/decision/decision';
import type { InstitutionId } from '../../../src/access/vocabulary';
import { REGISTRY } from '../../../src/hub/subgraphs';
import type { RecordDeclaration } from '../../../src/records/declaration';
import { disclosureOf, type RecordContext } from './context';
import { grantsOfPerson, rowById, rowsOfPerson, type Row } from './loaders';

interface PersonRow {
  readonly id: string;
}

type FieldResolver = (person: PersonRow, args: unknown, context: RecordContext, info: GraphQLResolveInfo) => unknown;

/** Decides about a record of a person, with the person's grants through their loader. */
async function decisionOn(
  context: RecordContext,
  { category }: RecordDeclaration,
  personId: string,
  author: InstitutionId | null,
): Promise<Decision> {
  const { policy, asking, caller } = context;
  const isSubject = caller.kind === 'person' && caller.personId === personId;
  const grants = caller.kind === 'staff' ? await grantsOfPerson(context).load(personId) : [];
  return decide(policy, asking, { category: category!, author, isSubject }, grants, [], Date.now());
}

function note(context: RecordContext, declaration: RecordDeclaration, personId: string, decision: Decision): void {
  const disclosure = disclosureOf(context, personId);
  disclosure.asked.add(declaration.category!);
  disclosure.fields.add(declaration.name);
  if (!decision.permit) return;
  const { basis, consentId, consentVersion } = decision;
  disclosure.permitted[declaration.category!] = consentId ? [basis, consentId, consentVersion!] : [basis];
}

function fieldOf(declaration: RecordDeclaration): FieldResolver {
  const { author, name, newestBy } = declaration;
  return async (person, _, context) => {
    const others = await decisionOn(context, declaration, person.id, author === 'EACH' ? null : author);
    note(context, declaration, person.id, others);
    if (author !== 'EACH' && !others.permit) return null;
    const rows: Row[] = [];
    for (const row of await rowsOfPerson(context, name).load(person.id)) {
      const decision = await decisionOn(context, declaration, person.id, authorOf(declaration, row));
      if (!decision.permit) continue;
      note(context, declaration, person.id, decision);
      rows.push(row);
    }
    rows.sort((a, b) => compare(b[newestBy ?? 'updatedAt'], a[newestBy ?? 'updatedAt']) || compare(a.id, b.id));
    if (declaration.onPerson!.many) return rows;
    return rows.find((row) => row.institution === context.asking.institution) ?? rows[0] ?? null;
  };
}

const authorOf = ({ author }: RecordDeclaration, row: Row): InstitutionId =>
  author === 'EACH' ? (row.institution as InstitutionId) : author;

const comparable = (value: unknown): string => (value instanceof Date ? value.toISOString() : String(value));
const compare = (a: unknown, b: unknown): number => (comparable(a) < comparable(b) ? -1 : a === b ? 0 : 1);

/** The record types of the main page, by their field of `Person`. */
const FIELDS = ['identity', 'contact', 'household', 'registrations', 'languageEnrolments', 'benefitCases'].concat(
  'jobseekerProfiles',
  'counsellingEpisodes',
);

/** Resolvers of `Person`. */
export const PERSON_FIELDS: Readonly<Record<string, FieldResolver>> = {
  ...Object.fromEntries(FIELDS.map((field) => [field, fieldOf(REGISTRY.onPerson(field)!)])),
  consents: async (person, _, context) => {
    const rows = await rowsOfPerson(context, 'Consent').load(person.id);
    return [...rows].sort((a, b) => compare(b.recordedAt, a.recordedAt) || compare(a.id, b.id)).map(withState);
  },
};

/** The clock makes a consent expire. */
function withState(row: Row): Row {
  const isLiving = row.state === 'GIVEN' || row.state === 'RENEWED';
  return isLiving && (row.validUntil as Date) <= new Date() ? { ...row, state: 'EXPIRED' } : row;
}

export const ENROLMENT_FIELDS = {
  course: (enrolment: { course: string }, _: unknown, context: RecordContext) =>
    rowById(context, 'LanguageCourse').load(enrolment.course),
};
