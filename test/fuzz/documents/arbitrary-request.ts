import fc from 'fast-check';
import type { GraphQLObjectType, GraphQLSchema } from 'graphql';
import type { Asker, AskerKind, Cast } from '../cast';
import { argumentsOfDirective } from '../../kit/protected-fields';
import { arbitraryDocument } from './arbitrary-document';
import type { DocumentTree } from './document';

/** A document, and who sends it. */
export interface Request {
  readonly asker: Asker;
  /** Somebody of the same kind, who sends the same text in between. */
  readonly other: Asker;
  readonly tree: DocumentTree;
}

/** Fields that are asked for more often than others: behind them lies what is protected. */
const OFTEN: Readonly<Record<string, number>> = {
  ...{ 'Query.person': 30, 'Query.persons': 30, 'Query.searchPersons': 8, 'Query.me': 40, 'Query.represented': 40 },
  ...{ 'Query.duplicatePairs': 3, 'PersonConnection.nodes': 4, 'PersonConnection.totalCount': 2 },
  ...{ 'Person.household': 3, 'Household.members': 3, 'Person.cases': 2, 'Person.languageAssessments': 2 },
};

/** What cannot be compared: it tells when it was made, and what the log says by then. */
const NEVER = ['Query.myExport', 'BookletPage.asOf', 'AccessExplanation.asOf', 'AccessExplanation.knownAsOf'];

/** Random documents of all kinds of callers, mostly with fields that the kind is entitled to. */
export function arbitraryRequest(schema: GraphQLSchema, { kinds, values }: Cast): fc.Arbitrary<Request> {
  const root = schema.getQueryType() as GraphQLObjectType;
  const ofKind = ({ askers }: AskerKind): fc.Arbitrary<Request> => {
    const role = askers[0]!.caller.role;
    const weightOf = (type: string, name: string): number => {
      const field = `${type}.${name}`;
      if (NEVER.includes(field)) return 0;
      if (type !== 'Query') return 2 * (OFTEN[field] ?? 1);
      const roles = argumentsOfDirective(root.getFields()[name]!, 'restricted', 'roles');
      const isEntitled = roles.length === 0 || roles.includes(role);
      return isEntitled ? 4 * (OFTEN[field] ?? 1) : 1;
    };
    const asker = fc.constantFrom(...askers);
    return fc.record({ asker, other: asker, tree: arbitraryDocument({ root, values, weightOf }) });
  };
  return fc.oneof(...kinds.map((kind) => ({ weight: kind.weight, arbitrary: ofKind(kind) })));
}
