import { MapperKind, mapSchema } from '@graphql-tools/utils';
import { execute, parse, type GraphQLFieldConfig, type GraphQLObjectType, type GraphQLSchema } from 'graphql';
import { formatErrorFor } from '../../../src/hub/http/format-error';
import { DisputedList } from '../../../src/access/disputed';
import { WithheldList } from '../../../src/access/withheld';
import type { TestDatabase } from '../../kit/database';
import { unsealedSchema } from '../../kit/hub';
import { rheinePolicy } from '../../kit/policy';
import type { Asker } from '../cast';
import { observedOf, type Observed } from '../observed';
import type { ReferenceContext } from './context';
import { resolverOf } from './resolvers';
import { Rows } from './rows';
import { remembered, type AskSingle } from './single-documents';

const format = formatErrorFor({ production: false });

/**
 * The slow and obvious way to answer: graphql-js over resolvers that decide and read each field for itself, from the pure
 * decision and plain SQL; what has a store of its own is asked of the hub with a document of this one field.
 */
export class Reference {
  private readonly schema: GraphQLSchema = mapSchema(unsealedSchema(), {
    [MapperKind.OBJECT_FIELD]: (config: GraphQLFieldConfig<unknown, ReferenceContext>, name, typeName) => {
      const type = unsealedSchema().getType(typeName) as GraphQLObjectType;
      return { ...config, resolve: resolverOf(typeName, type.getFields()[name]!) };
    },
  });
  private readonly rows: Rows;
  private readonly single: AskSingle;

  constructor(database: TestDatabase, single: AskSingle) {
    this.rows = new Rows(database);
    this.single = remembered(single);
  }

  async answer(asker: Asker, source: string, variables: Readonly<Record<string, unknown>>): Promise<Observed> {
    const { caller, purpose } = asker;
    const context: ReferenceContext = {
      asker,
      asking: { institution: caller.kind === 'staff' ? caller.institution : null, role: caller.role, purpose },
      policy: rheinePolicy(),
      rows: this.rows,
      variables,
      single: (text) => this.single(asker, text),
      withheld: new WithheldList(),
      disputed: new DisputedList(),
      entries: [],
    };
    const { data, errors } = await execute({
      schema: this.schema,
      document: parse(source),
      contextValue: context,
      variableValues: variables,
    });
    // What the single documents failed with carries a code; what graphql-js refuses gets one.
    const shown = errors?.map((error) => (error.extensions.code ? error : format(error.toJSON(), error)));
    const own = shown?.findIndex(({ extensions }) => extensions?.code === 'INTERNAL_SERVER_ERROR') ?? -1;
    if (own >= 0) throw errors![own]!.originalError ?? errors![own]!;
    const told = { withheld: context.withheld.list(), disputed: context.disputed.list() };
    return observedOf({ data, errors: shown, extensions: data ? told : {} }, context.entries);
  }
}
