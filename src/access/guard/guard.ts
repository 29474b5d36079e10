import { MapperKind, mapSchema } from '@graphql-tools/utils';
import {
  defaultFieldResolver,
  type GraphQLObjectType,
  type GraphQLFieldConfig,
  type GraphQLFieldResolver,
  type GraphQLSchema,
} from 'graphql';
import { GeleitError } from '../../platform/errors';
import type { Policy } from '../policy/policy';
import type { RequestContext } from '../request-context';
import type { Category, Role } from '../vocabulary';
import { declaredAccess, UndeclaredFieldsError } from './declared-access';
import { describeAudience } from './describe-audience';
import { pathPattern } from './path-pattern';
import { withholdPersonRecords, type GuardedRecord } from './person-records';

type Resolver = GraphQLFieldResolver<unknown, RequestContext>;
type FieldConfig = GraphQLFieldConfig<unknown, RequestContext>;

/**
 * Seals a schema: every field gets the check that its declaration asks for. One synchronous pass; decisions use what was
 * loaded with the row, so a check never does I/O of its own.
 * @throws UndeclaredFieldsError naming every field that does not say who may see it
 */
export function sealSchema(schema: GraphQLSchema, policy: Policy): GraphQLSchema {
  const problems: string[] = [];
  const sealed = mapSchema(schema, {
    [MapperKind.OBJECT_FIELD]: (field: FieldConfig, fieldName, typeName, current) => {
      const type = current.getType(typeName) as GraphQLObjectType;
      const access = declaredAccess(type, fieldName, field);
      if (typeof access === 'string') {
        problems.push(access);
        return undefined;
      }
      const resolve = field.resolve ?? (defaultFieldResolver as Resolver);
      if (access.kind === 'open') return undefined;
      if (access.kind === 'restricted') {
        const { subscribe } = field;
        // Who may not receive the events may not wait for them either.
        const entrance = subscribe && { subscribe: restricted(access.roles, subscribe) };
        return { ...field, ...entrance, resolve: restricted(access.roles, resolve) };
      }
      const onPerson = typeName === 'Person';
      const audience = describeAudience(policy, access.category, access.author);
      return {
        ...field,
        description: [field.description, audience].filter(Boolean).join('\n\n'),
        resolve: onPerson
          ? withholdPersonRecords(access, fieldName, resolve)
          : withholdRecordField(access.category, resolve),
      };
    },
  });
  if (problems.length > 0) throw new UndeclaredFieldsError(problems.sort());
  return sealed;
}

function restricted(roles: ReadonlySet<Role>, resolve: Resolver): Resolver {
  return (source, args, context, info) => {
    if (roles.has(context.asking.role)) return resolve(source, args, context, info);
    if (source === undefined || source === null) {
      throw new GeleitError('FORBIDDEN', `Your role is not entitled to ${info.parentType.name}.${info.fieldName}.`);
    }
    context.withheld.add(pathPattern(info.path), null, 'ROLE_NOT_ENTITLED');
    return null;
  };
}

/**
 * A record's field is given out only on a record that carries a permit of this very category, stamped when the record
 * passed the check of its person. A record that came another way carries none and stays closed.
 */
function withholdRecordField(category: Category, resolve: Resolver): Resolver {
  return (source, args, context, info) => {
    const access = (source as GuardedRecord | null)?.access;
    if (access?.decision === 'PERMIT' && access.category === category) return resolve(source, args, context, info);
    context.withheld.add(pathPattern(info.path), category, access?.reason ?? 'NOT_FOR_INSTITUTION');
    return null;
  };
}
