import {
  defaultFieldResolver,
  isIntrospectionType,
  isObjectType,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { GeleitError } from '../../platform/errors';
import { refusalsOnRecord } from '../log/refusal';
import type { Policy } from '../policy/policy';
import type { RequestContext } from '../request-context';
import type { Category, Role } from '../vocabulary';
import { onlyAnnounced } from './announced';
import { declaredAccess, isRecordType, UndeclaredFieldsError, type DeclaredAccess } from './declared-access';
import { describeAudiences } from './describe-audience';
import { decidingAnew } from './mutation-field';
import { needsEntry, onlyWithEntry } from './entry-required';
import { pathPattern } from './path-pattern';
import { withholdPersonRecords, type GuardedRecord } from './person-records';

type Field = GraphQLField<unknown, RequestContext>;
type Resolver = GraphQLFieldResolver<unknown, RequestContext>;

/** Where the questions and the changes of a request begin. */
const ROOTS: ReadonlySet<string> = new Set(['Query', 'Mutation']);

/**
 * Seals a schema: every field gets the check that its declaration asks for. The schema itself is sealed, not a copy, so that
 * none without the guard is left to be served by mistake. Decisions use what was loaded with the row, so a check never does
 * I/O of its own.
 * @throws UndeclaredFieldsError naming every field that does not say who may see it
 */
export function sealSchema(schema: GraphQLSchema, policy: Policy): GraphQLSchema {
  const problems: string[] = [];
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || isIntrospectionType(type)) continue;
    for (const field of Object.values(type.getFields()) as Field[]) {
      const access = declaredAccess(type, field.name, field);
      if (typeof access !== 'string') sealRoot(type, field, access);
      if (ROOTS.has(type.name) && field.resolve) field.resolve = recordingRefusals(type, field, field.resolve);
      if (typeof access === 'string') problems.push(access);
      else sealField(type, field, access);
      if (type.name === 'Mutation') field.resolve = decidingAnew(field.resolve ?? (defaultFieldResolver as Resolver));
    }
  }
  if (problems.length > 0) throw new UndeclaredFieldsError(problems.sort());
  describeAudiences(schema, policy);
  return schema;
}

/** What is open to everybody at the root is about nobody; of all else the log is told. */
function sealRoot({ name }: GraphQLObjectType, field: Field, { kind }: DeclaredAccess): void {
  const isRoot = ROOTS.has(name) || name === 'Subscription';
  if (!isRoot || kind === 'open' || !field.resolve || !needsEntry(name, field)) return;
  field.resolve = onlyWithEntry(`${name}.${field.name}`, field.resolve);
}

function sealField(type: GraphQLObjectType, field: Field, access: DeclaredAccess): void {
  const resolve = field.resolve ?? (defaultFieldResolver as Resolver);
  const isOfPerson = type.name === 'Person';
  if (access.kind === 'protected') {
    field.resolve = isOfPerson
      ? withholdPersonRecords(access, field.name, resolve)
      : onlyAnnounced(type, field, access.category, withholdRecordField(access.category, resolve));
    return;
  }
  if (access.kind === 'restricted') {
    field.resolve = restricted(type, field, access.roles, resolve);
    // Who may not receive the events may not wait for them either.
    if (field.subscribe) field.subscribe = restricted(type, field, access.roles, field.subscribe);
  }
  if (isOfPerson ? field.name !== 'id' : isRecordType(type)) {
    field.resolve = onlyAnnounced(type, field, null, field.resolve ?? resolve);
  }
}

/** Inside the check of the role, which looks at nothing. */
function recordingRefusals({ name }: GraphQLObjectType, field: Field, resolve: Resolver): Resolver {
  const place = `${name}.${field.name}`;
  return (source, args: NamesPerson, context, info) =>
    refusalsOnRecord(context, place, args.personId ?? args.input?.personId, () => resolve(source, args, context, info));
}

/** Arguments that say about whom somebody asks, or wants to write. */
interface NamesPerson {
  readonly personId?: unknown;
  readonly input?: { readonly personId?: unknown };
}

function restricted(type: GraphQLObjectType, field: Field, roles: ReadonlySet<Role>, resolve: Resolver): Resolver {
  const place = `${type.name}.${field.name}`;
  return (source, args, context, info) => {
    if (roles.has(context.asking.role)) return resolve(source, args, context, info);
    if (source === undefined || source === null) {
      throw new GeleitError('FORBIDDEN', `Your role is not entitled to ${place}.`);
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
