import {
  isNonNullType,
  isNullableType,
  valueFromASTUntyped,
  type ConstDirectiveNode,
  type GraphQLFieldConfig,
  type GraphQLObjectType,
} from 'graphql';
import { CATEGORIES, INSTITUTIONS, ROLES, type Category, type InstitutionId, type Role } from '../vocabulary';

/** What a field, or its type, declares about who may see it. */
export type DeclaredAccess =
  | {
      readonly kind: 'protected';
      readonly category: Category;
      readonly author: InstitutionId | null;
      /** The records have a day that counts for the period of the data that a consent covers. */
      readonly hasDay: boolean;
    }
  | { readonly kind: 'restricted'; readonly roles: ReadonlySet<Role> }
  | { readonly kind: 'open' };

/** A schema that does not say for each field who may see it. The hub does not start with it. */
export class UndeclaredFieldsError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`The schema leaves open who may see what:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'UndeclaredFieldsError';
  }
}

/**
 * The declaration in force for a field: its own, else its type's. Returns the problem as text where there is none,
 * more than one, an unknown word, or a protected field that could not be null.
 */
export function declaredAccess(
  type: GraphQLObjectType,
  fieldName: string,
  field: Pick<GraphQLFieldConfig<unknown, unknown>, 'astNode' | 'type'>,
): DeclaredAccess | string {
  const place = `${type.name}.${fieldName}`;
  const own = accessDirectives(field.astNode?.directives);
  const found = own.length > 0 ? own : accessDirectives(type.astNode?.directives);
  if (found.length === 0) return `${place} declares no access: decorate it with @Protected, @Restricted or @Open`;
  if (found.length > 1) return `${place} declares access more than once`;
  const access = read(found[0]!);
  if (typeof access === 'string') return `${place} ${access}`;
  if (type.name === 'Subscription' && (access.kind === 'protected' || !isNullableType(field.type))) {
    // What belongs to one person is decided below, person by person; an event that is not for the caller is null.
    return `${place} must be nullable, and restricted or open`;
  }
  if (access.kind !== 'open' && isNonNullType(field.type) && type.name !== 'Query' && type.name !== 'Mutation') {
    return `${place} can be withheld and must therefore be nullable`;
  }
  return access;
}

/** Whether a type holds records about persons: it is declared protected as a whole. */
export function isRecordType({ astNode }: GraphQLObjectType): boolean {
  return accessDirectives(astNode?.directives).some(({ name }) => name.value === 'protected');
}

function accessDirectives(directives: readonly ConstDirectiveNode[] = []): readonly ConstDirectiveNode[] {
  return directives.filter(({ name }) => ['protected', 'restricted', 'open'].includes(name.value));
}

function read(directive: ConstDirectiveNode): DeclaredAccess | string {
  const args = Object.fromEntries(
    (directive.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value)]),
  );
  switch (directive.name.value) {
    case 'protected': {
      const category = CATEGORIES.find((known) => known === args.category);
      if (!category) return 'names an unknown category';
      const author = INSTITUTIONS.find((known) => known === args.author) ?? null;
      if (args.author !== undefined && author === null) return 'names an unknown institution';
      return { kind: 'protected', category, author, hasDay: typeof args.dataDay === 'string' };
    }
    case 'restricted': {
      const named = Array.isArray(args.roles) ? args.roles : [];
      const roles = ROLES.filter((role) => named.includes(role));
      return roles.length > 0 && roles.length === named.length
        ? { kind: 'restricted', roles: new Set(roles) }
        : 'names an unknown role, or none';
    }
    default:
      return typeof args.reason === 'string' && args.reason.trim() !== ''
        ? { kind: 'open' }
        : 'is open without a reason';
  }
}
