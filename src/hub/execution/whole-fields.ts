import { mapSchema, MapperKind } from '@graphql-tools/utils';
import {
  getNamedType,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLScalarType,
  isNonNullType,
  type GraphQLFieldConfigMap,
  type GraphQLResolveInfo,
  type GraphQLSchema,
} from 'graphql';
import { declaredAccess } from '../../access/guard/declared-access';
import { withholdWholeRecords, type DeclaredRecords } from '../../access/guard/person-records';
import { withholdWholePersons } from '../../access/guard/whole-persons';
import type { RequestContext } from '../../access/request-context';
import { askedRecords, wholePersonOf, wholeRecordOf } from '../../records/read/whole-records';
import type { RecordRegistry } from '../../records/registry';

/** The name under which a document that comes again reads a record field as a whole. Clients never see it. */
export const wholeFieldName = (field: string): string => `${field}__whole`;

/** Records, or persons with theirs, in the shape of the answer; nothing is left to do about them. */
const WholeRecords = new GraphQLScalarType({ name: 'WholeRecords', serialize: (value) => value });

/**
 * Adds to a sealed schema's `Person`, for each record field, a field that returns the records as a whole, and to each field
 * that holds persons one that returns them as a whole, both under the guard of the fields beside which they stand. Only
 * rewritten documents use this schema; they were validated against the sealed one before.
 */
export function withWholeFields(sealed: GraphQLSchema, registry: RecordRegistry): GraphQLSchema {
  return mapSchema(sealed, {
    [MapperKind.OBJECT_TYPE]: (type) => {
      const config = type.toConfig();
      const whole: GraphQLFieldConfigMap<unknown, RequestContext> = {};
      for (const [name, { type: of, args, resolve }] of Object.entries(config.fields)) {
        const records = declaredRecords(type, name, registry);
        if (records) {
          const askedOf = (info: GraphQLResolveInfo) => askedRecords(records, name, wholeRecordOf(info));
          whole[wholeFieldName(name)] = { type: WholeRecords, resolve: withholdWholeRecords(askedOf) };
        }
        if (getNamedType(of).name !== 'Person') continue;
        const persons = withholdWholePersons(resolve ?? ((source) => (source as Row)[name]), wholePersonOf);
        // Where the field may not be null, an error goes up from here as it would from there.
        const wholeType = isNonNullType(of) ? new GraphQLNonNull(WholeRecords) : WholeRecords;
        whole[wholeFieldName(name)] = { type: wholeType, args, resolve: persons };
      }
      return Object.keys(whole).length === 0
        ? undefined
        : new GraphQLObjectType({ ...config, fields: { ...config.fields, ...whole } });
    },
  });
}

type Row = Readonly<Record<string, unknown>>;

/** What a field of `Person` declares about the records that it holds; null for any other field. */
export function declaredRecords(
  type: GraphQLObjectType,
  name: string,
  registry: RecordRegistry,
): DeclaredRecords | null {
  if (type.name !== 'Person' || !registry.onPerson(name)) return null;
  const access = declaredAccess(type, name, type.getFields()[name]!);
  return typeof access !== 'string' && access.kind === 'protected' ? access : null;
}

/** Says whether whoever sees an object may see this field of it, so that it needs no guard of its own. */
export function isOpen(type: GraphQLObjectType, name: string): boolean {
  const access = declaredAccess(type, name, type.getFields()[name]!);
  return typeof access !== 'string' && access.kind === 'open';
}
