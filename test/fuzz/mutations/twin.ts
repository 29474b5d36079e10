import { MapperKind, mapSchema } from '@graphql-tools/utils';
import {
  defaultFieldResolver,
  execute,
  GraphQLError,
  parse,
  type GraphQLFieldConfig,
  type GraphQLSchema,
} from 'graphql';
import { DisputedList } from '../../../src/access/disputed';
import { WithheldList } from '../../../src/access/withheld';
import { formatErrorFor } from '../../../src/hub/http/format-error';
import { unsealedSchema } from '../../kit/hub';
import { rheinePolicy } from '../../kit/policy';
import type { Asker } from '../cast';
import type { Refusal } from '../fuzzed-hub';
import { observedOf, type Observed } from '../observed';
import type { ReferenceContext } from '../reference/context';
import { direct } from '../reference/nodes';
import { askSingle } from '../reference/own-store';
import type { AskSingle } from '../reference/single-documents';

/** What a field needs to be done by itself, and to be refused. */
interface TwinContext extends ReferenceContext {
  readonly refusal: () => Promise<Refusal | null>;
}

const format = formatErrorFor({ production: false });

/**
 * Does what a document says on a database that is like the hub's: one mutation after the other, each in a document of its own without
 * aliases, fragments, conditions and variables.
 */
export class Twin {
  private readonly schema: GraphQLSchema = mapSchema(unsealedSchema(), {
    [MapperKind.OBJECT_FIELD]: (config: GraphQLFieldConfig<unknown, TwinContext>, _name, type) => ({
      ...config,
      resolve: type === 'Mutation' ? mutation : defaultFieldResolver,
    }),
  });

  /** @param refusal of a caller who is let in no more, as a guardian whose office has ended */
  constructor(
    private readonly single: AskSingle,
    private readonly refusal: (asker: Asker) => Promise<Refusal | null>,
  ) {}

  async answer(asker: Asker, source: string, variables: Readonly<Record<string, unknown>>): Promise<Observed> {
    const refused = await this.refusal(asker);
    if (refused) return observedOf({ errors: [refused.error] }, refused.entries);
    const { caller, purpose } = asker;
    const context = {
      asker,
      asking: { institution: caller.kind === 'staff' ? caller.institution : null, role: caller.role, purpose },
      policy: rheinePolicy(),
      variables,
      single: (text: string) => this.single(asker, text),
      withheld: new WithheldList(),
      disputed: new DisputedList(),
      entries: [],
      refusal: () => this.refusal(asker),
    } as unknown as TwinContext;
    const document = parse(source);
    const request = { schema: this.schema, document, contextValue: context, variableValues: variables };
    const { data, errors } = await execute(request);
    const shown = errors?.map((error) => (error.extensions.code ? error : format(error.toJSON(), error)));
    const own = shown?.findIndex(({ extensions }) => extensions?.code === 'INTERNAL_SERVER_ERROR') ?? -1;
    if (own >= 0) throw errors![own]!.originalError ?? errors![own]!;
    const told = { withheld: context.withheld.list(), disputed: context.disputed.list() };
    return observedOf({ data, errors: shown, extensions: data ? told : {} }, context.entries);
  }
}

const mutation: GraphQLFieldConfig<unknown, TwinContext>['resolve'] = async (_source, _args, context, info) => {
  // The field before may have ended the caller's office.
  const refused = await context.refusal();
  if (refused) {
    context.entries.push(...refused.entries);
    throw new GraphQLError(refused.error.message, { extensions: refused.error.extensions });
  }
  const way = direct((field) => `mutation { ${field} }`, []);
  const { value, failed, answer } = await askSingle(context, info, way, {});
  context.entries.push(...answer.entries);
  if (failed) throw failed;
  return value;
};
