import { describe, expect, it } from '@jest/globals';
import { MapperKind, mapSchema } from '@graphql-tools/utils';
import {
  buildSchema,
  GraphQLObjectType,
  isNonNullType,
  isObjectType,
  type ConstDirectiveNode,
  type FieldDefinitionNode,
  type GraphQLResolveInfo,
  type GraphQLSchema,
} from 'graphql';
import { UndeclaredFieldsError } from '../../src/access/guard/declared-access';
import { sealSchema } from '../../src/access/guard/guard';
import { buildSubgraphOf, sealedSubgraph } from '../../src/hub/compose';
import { SUBGRAPHS } from '../../src/hub/subgraphs';
import { sealedSchema } from '../kit/hub';
import { rheinePolicy } from '../kit/policy';
import { accessOf } from '../kit/protected-fields';

const ROOTS = ['Query', 'Mutation', 'Subscription'];

/** Every field of every object type, with its place as `Type.field`. */
function allFields(schema: GraphQLSchema) {
  return Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter(({ name }) => !name.startsWith('__'))
    .flatMap((type) =>
      Object.values(type.getFields()).map((field) => ({ type, field, place: `${type.name}.${field.name}` })),
    );
}

describe('the schema of the hub', () => {
  const fields = allFields(sealedSchema());

  it.each(fields.map(({ type, field, place }) => [place, type, field] as const))(
    '%s says exactly once who may see it',
    (_, type, field) => {
      expect(accessOf(type, field)).toHaveLength(1);
    },
  );

  it('can leave out every value that can be withheld', () => {
    const unable = fields
      .filter(({ type, field }) => {
        const [access] = accessOf(type, field);
        const mustBeNullable = access === 'protected' || access === 'restricted';
        return mustBeNullable && isNonNullType(field.type);
      })
      .map(({ place }) => place);
    expect(unable).toEqual([]);
  });

  it('opens to everybody only entrances that lead to no person', () => {
    const open = fields
      .filter(({ type, field }) => ROOTS.includes(type.name) && accessOf(type, field)[0] === 'open')
      .map(({ place }) => place);
    // Whoever adds to this list answers for it: these resolvers run for every verified token.
    expect(open.sort()).toEqual([
      'Query.consentTexts',
      'Query.contactPersons',
      'Query.institutions',
      'Query.languageCourses',
      'Query.offices',
      'Query.verifyReceipt',
      'Query.viewer',
    ]);
  });
});

describe('a subscription', () => {
  const schema = sealedSchema();

  it('is among the fields that must say who may see them', () => {
    expect(Object.keys(schema.getSubscriptionType()!.getFields()).length).toBeGreaterThan(0);
  });

  it('that is not for a role is refused before it waits for anything', () => {
    for (const field of Object.values(schema.getSubscriptionType()!.getFields())) {
      const subscribe = () =>
        field.subscribe!(undefined, {}, { asking: { role: 'planner' } }, {
          parentType: schema.getSubscriptionType()!,
          fieldName: field.name,
        } as GraphQLResolveInfo) as unknown;
      expect(subscribe).toThrow(expect.objectContaining({ code: 'FORBIDDEN' }));
    }
  });

  it('cannot be protected as a whole, or be unable to be silent', () => {
    const build = (field: string) =>
      buildSchema(`
      directive @open(reason: String!) on FIELD_DEFINITION
      directive @protected(category: String!) on FIELD_DEFINITION
      type Query { q: Int @open(reason: "test") }
      type Subscription { ${field} }`);
    expect(undeclared(build('s: Int'))).toEqual(['Subscription.s']);
    expect(undeclared(build('s: Int @protected(category: "IDENTITY")'))).toEqual(['Subscription.s']);
    expect(undeclared(build('s: Int! @open(reason: "test")'))).toEqual(['Subscription.s']);
    expect(undeclared(build('s: Int @open(reason: "test")'))).toEqual([]);
  });

  it('is in no subgraph behind a gateway', () => {
    for (const subgraph of SUBGRAPHS) {
      expect(sealedSubgraph(subgraph, rheinePolicy()).getSubscriptionType()).toBeFalsy();
    }
  });
});

describe.each(SUBGRAPHS.map((subgraph) => [subgraph.name, subgraph] as const))('the subgraph %s', (_, subgraph) => {
  const schema = buildSubgraphOf(subgraph);

  it('starts as it is', () => {
    expect(() => sealSchema(schema, rheinePolicy())).not.toThrow();
  });

  it('does not start without declarations, and names every field that lacks one', () => {
    const stripped = withoutDeclarations(schema, () => true);
    expect(undeclared(stripped)).toEqual(
      allFields(schema)
        .map(({ place }) => place)
        .sort(),
    );
  });

  it('does not start when a single field loses its declaration', () => {
    for (const { place } of allFields(schema)) {
      expect(undeclared(withoutDeclarations(schema, (candidate) => candidate === place))).toEqual([place]);
    }
  });
});

/** The places that the guard complains about. */
function undeclared(schema: GraphQLSchema): string[] {
  try {
    sealSchema(schema, rheinePolicy());
    return [];
  } catch (error) {
    if (!(error instanceof UndeclaredFieldsError)) throw error;
    return error.problems.map((problem) => problem.split(' ')[0]!).sort();
  }
}

/** The schema as if somebody had forgotten the decorators of some fields; a type's declaration then covers the others. */
function withoutDeclarations(schema: GraphQLSchema, isForgotten: (place: string) => boolean): GraphQLSchema {
  const keep = ({ name }: ConstDirectiveNode) => !['protected', 'restricted', 'open'].includes(name.value);
  const isTouched = (type: GraphQLObjectType) =>
    Object.keys(type.getFields()).some((field) => isForgotten(`${type.name}.${field}`));
  return mapSchema(schema, {
    [MapperKind.OBJECT_TYPE]: (type) => {
      if (!isTouched(type)) return undefined;
      const inherited = (type.astNode?.directives ?? []).filter((directive) => !keep(directive));
      const config = type.toConfig();
      const fields = Object.entries(config.fields).map(([name, field]) => {
        const node = field.astNode ?? ({} as FieldDefinitionNode);
        const own = node.directives ?? [];
        // What the type said is said by each field itself, so that a single one can be silent.
        const said = own.some((directive) => !keep(directive)) ? own : [...own, ...inherited];
        const directives = isForgotten(`${type.name}.${name}`) ? own.filter(keep) : said;
        return [name, { ...field, astNode: { ...node, directives } }] as const;
      });
      const astNode = type.astNode && { ...type.astNode, directives: (type.astNode.directives ?? []).filter(keep) };
      return new GraphQLObjectType({ ...config, astNode, fields: Object.fromEntries(fields) });
    },
  });
}
