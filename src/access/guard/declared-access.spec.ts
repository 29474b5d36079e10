import { describe, expect, it } from '@jest/globals';
import { buildSchema, GraphQLInt, GraphQLObjectType, Kind } from 'graphql';
import { declaredAccess, UndeclaredFieldsError } from './declared-access';

/** What a field of an object type declares, with these directives on the type and on the field. */
function declared(onField: string, { onType = '', type = 'String' }: { onType?: string; type?: string } = {}) {
  const schema = buildSchema(`
    directive @protected(category: String, author: String, dataDay: String) on OBJECT | FIELD_DEFINITION
    directive @restricted(roles: [String]) on OBJECT | FIELD_DEFINITION
    directive @open(reason: String) on OBJECT | FIELD_DEFINITION
    type Query { thing: Thing }
    type Thing ${onType} { field: ${type} ${onField} }`);
  const thing = schema.getType('Thing') as GraphQLObjectType;
  return declaredAccess(thing, 'field', thing.getFields()['field']! as never);
}

describe('the declaration of a field', () => {
  it('is its own, else that of its type', () => {
    expect(declared('@open(reason: "test")', { onType: '@restricted(roles: ["planner"])' })).toEqual({ kind: 'open' });
    expect(declared('', { onType: '@restricted(roles: ["planner", "person"])' })).toEqual({
      kind: 'restricted',
      roles: new Set(['planner', 'person']),
    });
    expect(declared('@protected(category: "LANGUAGE", author: "city", dataDay: "since")')).toEqual({
      kind: 'protected',
      category: 'LANGUAGE',
      author: 'city',
      hasDay: true,
    });
    expect(declared('@protected(category: "LANGUAGE")')).toMatchObject({ author: null, hasDay: false });
  });

  it.each([
    ['', 'declares no access: decorate it with @Protected, @Restricted or @Open'],
    ['@open(reason: "a") @restricted(roles: ["person"])', 'declares access more than once'],
    ['@protected(category: "SECRETS")', 'names an unknown category'],
    ['@protected', 'names an unknown category'],
    ['@protected(category: "LANGUAGE", author: "police")', 'names an unknown institution'],
    ['@restricted(roles: ["person", "boss"])', 'names an unknown role, or none'],
    ['@restricted(roles: [])', 'names an unknown role, or none'],
    ['@restricted', 'names an unknown role, or none'],
    ['@open(reason: "  ")', 'is open without a reason'],
    ['@open', 'is open without a reason'],
  ])('%s is a mistake', (directives, problem) => {
    expect(declared(directives)).toBe(`Thing.field ${problem}`);
  });

  it('is a mistake where a value that can be withheld could not be null', () => {
    const problem = 'Thing.field can be withheld and must therefore be nullable';
    expect(declared('@protected(category: "LANGUAGE")', { type: 'String!' })).toBe(problem);
    expect(declared('@restricted(roles: ["person"])', { type: 'String!' })).toBe(problem);
    expect(declared('@open(reason: "test")', { type: 'String!' })).toEqual({ kind: 'open' });
  });

  it('is a mistake where what goes to all subscribers belongs to one person, or could not be kept from some', () => {
    const problem = 'Subscription.told must be nullable, and restricted or open';
    const told = (field: string) => {
      const schema = buildSchema(`
        directive @protected(category: String) on FIELD_DEFINITION
        directive @restricted(roles: [String]) on FIELD_DEFINITION
        directive @open(reason: String) on FIELD_DEFINITION
        type Query { thing: Int }
        type Subscription { told: ${field} }`);
      const type = schema.getSubscriptionType()!;
      return declaredAccess(type, 'told', type.getFields()['told']! as never);
    };
    expect(told('Int @protected(category: "LANGUAGE")')).toBe(problem);
    expect(told('Int! @restricted(roles: ["person"])')).toBe(problem);
    expect(told('Int! @open(reason: "test")')).toBe(problem);
    expect(told('Int @restricted(roles: ["person"])')).toMatchObject({ kind: 'restricted' });
  });

  it('is a mistake where a directive was made by hand without anything in it', () => {
    const directive = { kind: Kind.DIRECTIVE, name: { kind: Kind.NAME, value: 'protected' } } as const;
    const type = new GraphQLObjectType({ name: 'Thing', fields: {} });
    const field = { type: GraphQLInt, astNode: { directives: [directive] } } as never;
    expect(declaredAccess(type, 'field', field)).toBe('Thing.field names an unknown category');
  });

  it('stops the start with all problems at once', () => {
    expect(new UndeclaredFieldsError(['A.b is x', 'C.d is y']).message).toBe(
      'The schema leaves open who may see what:\n  - A.b is x\n  - C.d is y',
    );
  });
});
