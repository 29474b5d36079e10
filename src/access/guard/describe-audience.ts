import { getNamedType, isObjectType, type GraphQLField, type GraphQLObjectType, type GraphQLSchema } from 'graphql';
import { isSecretAuthor } from '../policy/authorship';
import type { Policy } from '../policy/policy';
import { PURPOSE_NAMES, PURPOSES, type Category, type InstitutionId } from '../vocabulary';
import { declaredAccess, isRecordType } from './declared-access';

type DescribedField = Pick<GraphQLField<unknown, unknown>, 'name' | 'type' | 'astNode'>;

/**
 * Adds to the schema's descriptions who receives what: once in the description of a record type, and in that of a field only
 * where its audience is another than that of its type and of the records it leads to. The schema itself is changed.
 * @param schema every field of it declares its access
 */
export function describeAudiences(schema: GraphQLSchema, policy: Policy): void {
  const types = Object.values(schema.getTypeMap()).filter(isObjectType);
  const writers = writersOf(types.find(({ name }) => name === 'Person'));
  const audienceOf = (type: GraphQLObjectType, field: DescribedField) => {
    const access = protectedAccess(type, field);
    return access && describeAudience(policy, access.category, access.author ?? writers.get(type.name) ?? null);
  };
  const ofRecords = new Map(
    types.filter(isRecordType).map((type) => [type.name, audienceOf(type, { name: '', type, astNode: undefined })]),
  );
  for (const type of types) {
    for (const field of Object.values(type.getFields())) {
      const said = [type, getNamedType(field.type)].map(({ name }) => ofRecords.get(name));
      const audience = audienceOf(type, field);
      if (audience && !said.includes(audience)) addParagraph(field, audience);
    }
    const audience = ofRecords.get(type.name);
    if (audience) addParagraph(type, audience);
  }
}

/** By type of records, the one institution that writes them, where the field of `Person` that leads to them names it. */
function writersOf(person?: GraphQLObjectType): ReadonlyMap<string, InstitutionId | null> {
  if (!person) return new Map();
  const fields = Object.values(person.getFields());
  return new Map(
    fields.map((field) => [getNamedType(field.type).name, protectedAccess(person, field)?.author ?? null]),
  );
}

function protectedAccess(type: GraphQLObjectType, field: DescribedField) {
  const access = declaredAccess(type, field.name, field);
  return typeof access !== 'string' && access.kind === 'protected' ? access : null;
}

function addParagraph(described: { description?: string | null }, paragraph: string): void {
  described.description = [described.description, paragraph].filter(Boolean).join('\n\n');
}

/** One sentence for the schema: which institutions may see a category, and for which purposes a consent can open it. */
function describeAudience(policy: Policy, category: Category, author: InstitutionId | null): string {
  const { ceiling, secrecy } = policy.categories.get(category)!;
  const writer = author ? `${author}, which writes it` : 'the institution that wrote it';
  const cells = [...ceiling]
    .filter(([institution]) => institution !== author)
    .map(([institution, purposes]) => {
      const codes = PURPOSE_NAMES.filter((purpose) => purposes.has(purpose)).map((purpose) => PURPOSES[purpose]);
      return `${institution} (${codes.join(', ')})`;
    });
  const statutes = policy.statutes
    .filter((statute) => statute.category === category)
    .map(({ law, recipient, purpose }) => ` By ${law}: ${recipient} (${PURPOSES[purpose]}).`);
  const others =
    cells.length > 0
      ? `With consent${isSecretAuthor(policy, author) ? ' and release from professional secrecy' : ''}: ${cells.join(', ')}.`
      : 'For no other institution, even with consent.';
  return `${category}: seen by the person and ${writer}. ${others}${statutes.join('')}${secrecy ? ` Secrecy: ${secrecy}.` : ''}`;
}
