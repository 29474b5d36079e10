import fc from 'fast-check';
import type { GraphQLObjectType, GraphQLSchema } from 'graphql';
import { argumentsOfDirective } from '../../kit/protected-fields';
import type { AskerKind, Cast } from '../cast';
import { arbitraryDocument } from '../documents/arbitrary-document';
import type { Request } from '../documents/arbitrary-request';
import type { Values } from '../documents/arbitrary-value';

/** Of the whole hub, not of persons; or told by chance, such as a code. */
const NEVER = [
  ...['draftConsentText', 'reviewConsentText', 'activateConsentText', 'lookForPatterns'].map(
    (one) => `Mutation.${one}`,
  ),
  ...['IssuedBooklet.token', 'IssuedBooklet.shortCode', 'IssuedBooklet.qrCode'],
];

/** Random mutations of all kinds of callers, mostly of those who are entitled to them. */
export function arbitraryMutation(schema: GraphQLSchema, { kinds, people, values }: Cast): fc.Arbitrary<Request> {
  const root = schema.getMutationType() as GraphQLObjectType;
  const ofKind = ({ askers }: AskerKind): fc.Arbitrary<Request> => {
    const role = askers[0]!.caller.role;
    const weightOf = (type: string, name: string): number => {
      if (NEVER.includes(`${type}.${name}`)) return 0;
      const field = (schema.getType(type) as GraphQLObjectType).getFields()[name]!;
      // What is below is asked for in one piece, where arguments would have to be carried along.
      if (type !== 'Mutation') return field.args.length > 0 ? 0 : 1;
      const roles = argumentsOfDirective(field, 'restricted', 'roles');
      const isEntitled = roles.length === 0 || roles.includes(role);
      return isEntitled ? (name.startsWith('change') ? 8 : 4) : 1;
    };
    const given = { ...values, ...inputs(root, people) };
    const asker = fc.constantFrom(...askers);
    return fc.record({ asker, other: asker, tree: arbitraryDocument({ root, values: given, weightOf }) });
  };
  return fc.oneof(...kinds.map((kind) => ({ weight: kind.weight, arbitrary: ofKind(kind) })));
}

/** Few values, so that the same input comes again, by the same and by another caller. */
function inputs(root: GraphQLObjectType, people: Cast['people']): Values {
  const records = people.flatMap((person) => person.records);
  const changed = Object.keys(root.getFields()).flatMap((field) => {
    const ids = records.filter(({ declaration }) => field === `change${declaration.name}`).map(({ id }) => id);
    return ids.length > 0 ? [[`Mutation.${field}.input.id`, ids] as const] : [];
  });
  return {
    idempotencyKey: ['key', 'another key', ''],
    DateTime: ['2031-01-01T00:00:00Z', '2019-01-01T00:00:00Z'],
    version: [1, 2],
    String: ['Muster', 'Beispiel', ''],
    Int: [1, 2],
    Float: [1],
    Boolean: [true, false],
    ID: records.slice(0, 12).map(({ id }) => id),
    personId: people.map(({ id }) => id),
    recordId: records.map(({ id }) => id),
    recordType: ['Identity', 'Contact', 'Case'],
    familyName: ['Beispiel', 'Muster'],
    fileNumber: ['F-1', 'F-2'],
    JSONObject: [{}],
    ...Object.fromEntries(changed),
  };
}
