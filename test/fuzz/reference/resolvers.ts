import { defaultFieldResolver, getNamedType, isListType, type GraphQLField, type GraphQLFieldResolver } from 'graphql';
import { answerPath } from '../../../src/access/disputed';
import { describeDecision } from '../../../src/access/guard/person-records';
import { pathPattern } from '../../../src/access/guard/path-pattern';
import { REGISTRY } from '../../../src/hub/subgraphs';
import { declarationOf, type RecordDeclaration } from '../../../src/records/declaration';
import type { DisputeNote } from '../../../src/access/disputed';
import type { ReferenceContext } from './context';
import {
  asPersons,
  askedOfPersons,
  isOfLookAhead,
  permittedOfEntry,
  selectedOfPersons,
  withPersons,
} from './found-persons';
import { byId, direct, type PersonNode, RecordNode, type Way } from './nodes';
import { askSingle } from './own-store';
import { authorOf } from './person-decisions';
import { joinPermitted } from './permitted';
import { disputing, recordPage } from './record-page';
import { shownOf } from './shown-of';

type Resolver = GraphQLFieldResolver<unknown, ReferenceContext>;

/** How the reference resolves a field: each for itself, with nothing looked ahead and nothing answered as a whole. */
export function resolverOf(type: string, field: GraphQLField<unknown, unknown>): Resolver {
  if (type === 'Query') return listed(field) ? recordPage(listed(field)!) : rootField;
  if (type === 'Person') return personField(field);
  if (REGISTRY.named(type)) return recordField(field);
  if (type.endsWith('Connection') && field.name === 'nodes') return disputing;
  if (type.endsWith('Edge') && field.name === 'node') return disputing;
  return defaultFieldResolver;
}

/** The record type whose records a root field lists. */
function listed(field: GraphQLField<unknown, unknown>): RecordDeclaration | undefined {
  return REGISTRY.all.find(({ listField }) => listField === field.name);
}

const rootField: Resolver = async (_source, _args, context, info) => {
  const { value, failed, answer, selected } = await askSingle(
    context,
    info,
    direct((field) => `{ ${field} }`, []),
  );
  const isPerson = getNamedType(info.returnType).name === 'Person';
  const below = isPerson ? selected : selectedOfPersons(selected);
  const more = askedOfPersons(below);
  const mayHavePersons = isPerson || below.size > 0;
  for (const entry of answer.entries) {
    const { fields, asked, permitted } = entry;
    context.entries.push(
      mayHavePersons && isOfLookAhead(entry)
        ? {
            ...entry,
            fields: [...fields, ...more.fields],
            asked: [...asked, ...more.asked],
            permitted: joinPermitted(permitted, await permittedOfEntry(context, entry, below)),
          }
        : entry,
    );
  }
  if (failed) throw failed;
  return isPerson ? asPersons(context, value) : withPersons(context, value, selected);
};

function personField(field: GraphQLField<unknown, unknown>): Resolver {
  const declaration = REGISTRY.onPerson(field.name);
  if (declaration) return recordsOf(declaration, isListType(field.type));
  if (field.name === 'id') return defaultFieldResolver;
  if (field.name === 'access') {
    return (person) =>
      REGISTRY.all.flatMap((one) =>
        one.onPerson && one.category
          ? [describeDecision((person as PersonNode).decisions.aboutField(one).decision, one.onPerson.field)]
          : [],
      );
  }
  return ownStore(
    (person) => (person as PersonNode).way,
    (person) => (person as PersonNode).id,
  );
}

/** A field whose log entries are those of its single document that are not there without the field. */
function ownStore(wayOf: (source: unknown) => Way, personOf: (source: unknown) => string): Resolver {
  return async (source, _args, context, info) => {
    const way = wayOf(source);
    const { value, failed, answer } = await askSingle(context, info, way);
    const without = await context.single(way.document('__typename'));
    const known = new Set(without.entries.map((entry) => JSON.stringify(entry)));
    const main = `${info.parentType.name}.${info.fieldName}`;
    for (const entry of answer.entries) {
      const isOwn = entry.person === null || entry.person === personOf(source);
      if (isOwn && !known.has(JSON.stringify(entry)) && !entry.fields.includes(main)) context.entries.push(entry);
    }
    if (failed) throw failed;
    return value;
  };
}

/** The records of a person that may be seen, each decided about by its author and its day. */
function recordsOf(declaration: RecordDeclaration, many: boolean): Resolver {
  const field = declaration.onPerson!.field;
  return async (source, _args, context, info) => {
    const { id, decisions, way } = source as PersonNode;
    const { asking, rows, withheld, disputed } = context;
    const { decision, lacking } = decisions.aboutField(declaration);
    const shown = await shownOf(rows, decisions, declaration, id, asking);
    if (lacking !== null && (many || shown.length === 0)) {
      withheld.add(pathPattern(info.path), declaration.category, lacking);
    }
    const nodes = shown.map(({ row, decision: of }, index) => {
      const access = describeDecision(of, field);
      const notes = row.disputes as readonly DisputeNote[] | null;
      if (notes) disputed.add([...answerPath(info.path), ...(many ? [index] : [])], notes);
      return new RecordNode(declaration, row, access, below(way, field, row.id, many));
    });
    if (!many) return nodes[0] ?? null;
    return nodes.length > 0 || decision.permit ? nodes : null;
  };
}

/** The way to a record of a person. */
function below(way: Way, field: string, id: string, many: boolean): Way {
  const document = (fields: string) => way.document(`${field} { ${fields} }`);
  return {
    document: (fields) => document(`id ${fields}`),
    place: (data) => byId(document, [...way.place(data), field], id).place(data),
    among: (data) => way.among(data) * (many ? byId(document, [...way.place(data), field], id).among(data) : 1),
  };
}

function recordField(field: GraphQLField<unknown, unknown>): Resolver {
  return async (source, args, context, info) => {
    if (!(source instanceof RecordNode)) return defaultFieldResolver(source, args, context, info) as unknown;
    const { declaration, row, access, way } = source;
    switch (field.name) {
      case 'id':
        return row.id;
      case 'personId':
        return row.person_id;
      case 'recordedBy':
        return authorOf(declaration, row);
      case 'updatedAt':
        return row.updated_at;
      case 'version':
      case 'disputes':
        return row[field.name];
      case 'access':
        return access;
    }
    const declared = declaration.fields.find(({ name }) => name === field.name);
    if (declared?.reference) {
      const target = declarationOf(declared.reference.target());
      const id = row[declared.column] as string | null;
      return id && new RecordNode(target, await context.rows.byId(target, id), null, null);
    }
    if (declared) return row[declared.column];
    if (field.name === 'members') return members(way!, context, info);
    return ownStore(
      () => way!,
      () => row.person_id as string,
    )(source, args, context, info) as unknown;
  };
}

/** The members of a household are found by the hub, and looked at like any other person. */
async function members(way: Way, context: ReferenceContext, info: Parameters<Resolver>[3]): Promise<unknown> {
  const { value, failed, answer, selected } = await askSingle(context, info, way);
  if (failed) throw failed;
  const found = value as readonly { readonly id: string }[] | null;
  const { fields, asked } = askedOfPersons(selected);
  // Whose household it is has an entry of their own, with the id by which it is found.
  const ofMembers = answer.entries.filter((entry) => entry.fields.every((one) => one === 'Household.members'));
  for (const { id } of found ?? []) {
    const told = ofMembers.find(({ person }) => person === id)!;
    context.entries.push({
      ...told,
      fields: [...told.fields, ...fields],
      asked: [...told.asked, ...asked],
      permitted: joinPermitted(told.permitted, await permittedOfEntry(context, told, selected)),
    });
  }
  return asPersons(context, found);
}
