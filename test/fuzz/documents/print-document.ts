import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  parse,
  validate,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import type { Argument, Condition, DocumentTree, FieldSelection, Given, Selection, Value } from './document';

/** An operation as a client sends it. */
export interface Operation {
  readonly source: string;
  readonly variables: Readonly<Record<string, Value>>;
  /** The same text with variables that say the opposite in all conditions. */
  readonly otherwise: Readonly<Record<string, Value>>;
}

/** The text of a document. Response keys stand as they were drawn, unless fields would conflict that are merged. */
export function printDocument(schema: GraphQLSchema, root: GraphQLObjectType, tree: DocumentTree): Operation {
  const drawn = new Printer(tree, false).print(root);
  const mistakes = validate(schema, parse(drawn.source));
  return mistakes.length === 0 ? drawn : new Printer(tree, true).print(root);
}

class Printer {
  private readonly variables = new Map<
    string,
    { name: string; type: string; value: Value | undefined; other: Value | undefined }
  >();
  private readonly fragments = new Map<string, string>();
  /** Names of fragments whose text is being made: none of them can spread itself. */
  private readonly open = new Set<string>();
  /** Response key -> the field and its arguments. */
  private readonly keys = new Map<string, string>([['__typename', '__typename']]);

  /** @param isApart whether a response key means one field with the same arguments wherever it stands */
  constructor(
    private readonly tree: DocumentTree,
    private readonly isApart: boolean,
  ) {}

  print(root: GraphQLObjectType): Operation {
    const body = this.selectionSet(root, this.tree.selections);
    const variables = [...this.variables.values()];
    const kind = root.name === 'Mutation' ? 'mutation' : 'query';
    const definitions = variables.map(({ name, type }) => `$${name}: ${type}`).join(', ');
    const head = definitions ? `${kind} (${definitions}) ` : kind === 'mutation' ? 'mutation ' : '';
    const sent = (of: 'value' | 'other') =>
      Object.fromEntries(variables.flatMap((one) => (one[of] === undefined ? [] : [[one.name, one[of]]])));
    return {
      source: [`${head}${body}`, ...this.fragments.values()].join('\n'),
      variables: sent('value'),
      otherwise: sent('other'),
    };
  }

  private selectionSet(type: GraphQLObjectType, selections: readonly Selection[]): string {
    return `{ ${selections.map((selection) => this.selection(type, selection)).join(' ')} }`;
  }

  private selection(type: GraphQLObjectType, selection: Selection): string {
    const when = selection.when.map((condition) => ` ${this.condition(condition)}`).join('');
    switch (selection.kind) {
      case 'field':
        return this.field(type, selection, when);
      case 'inline': {
        const below = this.selectionSet(type, selection.below);
        return `...${selection.namesType ? ` on ${type.name}` : ''}${when} ${below}`;
      }
      case 'spread': {
        const name = `${type.name}${selection.slot}`;
        if (this.open.has(name)) return `__typename${when}`;
        if (!this.fragments.has(name)) {
          this.open.add(name);
          const text = `fragment ${name} on ${type.name} ${this.selectionSet(type, selection.below)}`;
          this.open.delete(name);
          this.fragments.set(name, text);
        }
        return `...${name}${when}`;
      }
    }
  }

  private field(parent: GraphQLObjectType, { name, alias, args, below }: FieldSelection, when: string): string {
    if (name === '__typename') return `__typename${when}`;
    const field = parent.getFields()[name]!;
    const given = args.flatMap((one) => this.argument(field.args, one)).join(', ');
    const text = given ? `${name}(${given})` : name;
    const key = this.keyFor(alias ?? name, `${parent.name}.${text}`);
    const type = getNamedType(field.type);
    const inner = isObjectType(type) && below ? ` ${this.selectionSet(type, below)}` : '';
    return `${key === name ? '' : `${key}: `}${text}${when}${inner}`;
  }

  private keyFor(wanted: string, meaning: string): string {
    if (!this.isApart) return wanted;
    for (let attempt = 1; ; attempt += 1) {
      const key = attempt === 1 ? wanted : `${wanted}_${attempt}`;
      if ((this.keys.get(key) ?? meaning) !== meaning) continue;
      this.keys.set(key, meaning);
      return key;
    }
  }

  private argument(places: readonly (GraphQLArgument | GraphQLInputField)[], { name, given }: Argument): string[] {
    const { type } = places.find((place) => place.name === name)!;
    return [`${name}: ${this.given(type, given)}`];
  }

  private given(type: GraphQLInputType, given: Given): string {
    switch (given.how) {
      case 'literal':
        return literal(type, given.value);
      case 'object': {
        const input = getNamedType(type);
        const fields = isInputObjectType(input) ? Object.values(input.getFields()) : [];
        return `{ ${given.fields.flatMap((field) => this.argument(fields, field)).join(', ')} }`;
      }
      case 'variable': {
        const { sent, fallback, isRequired } = given;
        const bare = String(isNonNullType(type) ? type.ofType : type);
        // What must be given may be nullable where it has a default; then it is, to try both.
        const defined = `${bare}${isRequired && fallback === undefined ? '!' : ''}${fallback === undefined ? '' : ` = ${literal(type, fallback)}`}`;
        return this.variable(defined, sent === 'nothing' ? undefined : sent.value);
      }
    }
  }

  private condition(condition: Condition): string {
    if (typeof condition.if === 'boolean') return `@${condition.directive}(if: ${condition.if})`;
    const { value, isDefault } = this.tree.switches[condition.if]!;
    const variable = isDefault
      ? this.variable(`Boolean! = ${value}`, undefined, !value)
      : this.variable('Boolean!', value, !value, String(condition.if));
    return `@${condition.directive}(if: ${variable})`;
  }

  /** Equal variables are one. */
  private variable(type: string, value: Value | undefined, other = value, apart = ''): string {
    const key = JSON.stringify([type, value ?? (value === null ? null : 'nothing'), apart]);
    let variable = this.variables.get(key);
    if (!variable) this.variables.set(key, (variable = { name: `v${this.variables.size}`, type, value, other }));
    return `$${variable.name}`;
  }
}

/** A value as GraphQL writes it. */
function literal(type: GraphQLInputType, value: Value): string {
  if (isNonNullType(type)) return literal(type.ofType, value);
  if (value === null) return 'null';
  if (isListType(type)) return `[${(value as readonly Value[]).map((one) => literal(type.ofType, one)).join(', ')}]`;
  if (isEnumType(type)) return value as string;
  if (isInputObjectType(type)) {
    const fields = type.getFields();
    return `{ ${Object.entries(value as Record<string, Value>)
      .map(([name, one]) => `${name}: ${literal(fields[name]!.type, one)}`)
      .join(', ')} }`;
  }
  return JSON.stringify(value);
}
