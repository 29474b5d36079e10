import { mapSchema, MapperKind } from '@graphql-tools/utils';
import { GraphQLObjectType, GraphQLScalarType, type GraphQLFieldConfigMap, type GraphQLSchema } from 'graphql';
import { declaredAccess } from '../../access/guard/declared-access';
import { withholdWholeRecords } from '../../access/guard/person-records';
import type { RequestContext } from '../../access/request-context';
import type { RecordRegistry } from '../../records/registry';

/** The name under which the compiled execution reads a record field as a whole. Clients never see it. */
export const wholeFieldName = (field: string): string => `${field}__whole`;

/** Records in the shape of the answer; nothing is left to do about them. */
const WholeRecords = new GraphQLScalarType({ name: 'WholeRecords', serialize: (value) => value });

/**
 * Adds to a sealed schema's `Person`, for each record field, a field that returns the records as a whole, under the
 * same guard. Only compiled execution uses this schema; documents are validated against the sealed one.
 */
export function withWholeFields(sealed: GraphQLSchema, registry: RecordRegistry): GraphQLSchema {
  return mapSchema(sealed, {
    [MapperKind.OBJECT_TYPE]: (type) => {
      if (type.name !== 'Person') return undefined;
      const config = type.toConfig();
      const fields: GraphQLFieldConfigMap<unknown, RequestContext> = { ...config.fields };
      for (const [name, field] of Object.entries(config.fields)) {
        const access = registry.onPerson(name) ? declaredAccess(type, name, field) : null;
        if (access === null || typeof access === 'string' || access.kind !== 'protected') continue;
        fields[wholeFieldName(name)] = {
          type: WholeRecords,
          resolve: withholdWholeRecords(access),
        };
      }
      return new GraphQLObjectType({ ...config, fields });
    },
  });
}
