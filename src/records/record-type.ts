import { GraphQLID } from 'graphql';
import { Field, ObjectType } from 'type-graphql';
import { Open, Protected } from '../access/declare';
import {
  camelCase,
  declareField,
  declareRecord,
  snakeCase,
  type FieldDeclaration,
  type RecordClass,
  type RecordDeclaration,
} from './declaration';
import type { FieldKind } from './kinds';
import { uuid } from './uuid-kind';

type RecordTypeOptions = Omit<RecordDeclaration, 'type' | 'fields' | 'name' | 'category' | 'listField'> & {
  readonly listField?: string;
} & ({ readonly category: NonNullable<RecordDeclaration['category']> } | { readonly open: string });

/** Declares a class as a record type: a GraphQL type whose fields are all of one category, and a table. */
export function RecordType(options: RecordTypeOptions): ClassDecorator {
  return (target) => {
    const type = target as unknown as RecordClass;
    ObjectType(type.name, { description: options.description, simpleResolvers: true })(target);
    // `importKind` is the plural in the words of offices; the list is named after it unless the class says otherwise.
    const common = { ...options, name: type.name, listField: options.listField ?? camelCase(options.importKind) };
    if ('category' in options) {
      Protected(options.category)(target);
      declareRecord(type, { ...common, category: options.category });
    } else {
      Open(options.open)(target);
      declareRecord(type, { ...common, category: null });
    }
  };
}

interface RecordFieldOptions {
  readonly description: string;
  readonly required?: boolean;
}

/** Declares a field of a record: its GraphQL field, its column, its checks. */
export function RecordField(kind: FieldKind, options: RecordFieldOptions): PropertyDecorator {
  return (prototype, name) => {
    Field(() => kind.graphqlType, { nullable: true, description: options.description })(prototype, name);
    declareField(prototype, {
      name: String(name),
      description: options.description,
      column: snakeCase(String(name)),
      kind,
      required: options.required ?? false,
      exposed: true,
    });
  };
}

/**
 * Declares a column that the hub derives from the other fields, e.g. a search key; it is not part of the API. A column that
 * came later is not required: rows that were there before have none.
 */
export function DerivedColumn(
  kind: FieldKind,
  options: { description: string; required?: false; derive: NonNullable<FieldDeclaration['derive']> },
): PropertyDecorator {
  return (prototype, name) => {
    declareField(prototype, {
      ...options,
      name: String(name),
      column: snakeCase(String(name)),
      kind,
      required: options.required ?? true,
      exposed: false,
    });
  };
}

interface RecordReferenceOptions extends RecordFieldOptions {
  readonly importColumn: string;
}

/** Declares a field that points to reference data, e.g. an enrolment's course. */
export function RecordReference(target: () => RecordClass, options: RecordReferenceOptions): PropertyDecorator {
  return (prototype, name) => {
    Field(() => target(), { nullable: true, description: options.description })(prototype, name);
    declareField(prototype, {
      name: String(name),
      description: options.description,
      column: `${snakeCase(String(name))}_id`,
      kind: uuid(),
      required: options.required ?? false,
      exposed: true,
      reference: { target, importColumn: options.importColumn },
    });
  };
}

/** What every record has beside its own fields. */
@ObjectType()
export abstract class RecordBase {
  @Field(() => GraphQLID, {
    description: 'By which the hub knows the record; stays the same as long as there is the record.',
  })
  @Open('Names a record that is itself withheld when its category is.')
  id: string;
}
