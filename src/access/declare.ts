import { Directive } from 'type-graphql';
import { DirectiveLocation, GraphQLDirective, GraphQLList, GraphQLNonNull, GraphQLString } from 'graphql';
import type { Category, InstitutionId, Role } from './vocabulary';

/**
 * How a field says who may see it. Every field of every object type says exactly one of these, itself or through its
 * type; the hub refuses to start otherwise. The directives are printed, so the schema itself tells the rule.
 */

const locations = [DirectiveLocation.OBJECT, DirectiveLocation.FIELD_DEFINITION];

const protectedDirective = new GraphQLDirective({
  name: 'protected',
  description: 'Personal data of this category: decided for each person by own record, consent or statute.',
  locations,
  args: {
    category: {
      type: new GraphQLNonNull(GraphQLString),
      description: 'The data category that is decided; a value of `Category`.',
    },
    author: {
      type: GraphQLString,
      description: 'The one institution that writes these records, if there is only one.',
    },
    dataDay: {
      type: GraphQLString,
      description:
        'The field with the day that counts where a consent covers data of a period; without one, only a consent to data of any day covers these records.',
    },
  },
});

const restrictedDirective = new GraphQLDirective({
  name: 'restricted',
  description: 'Only for callers with one of these roles.',
  locations,
  args: {
    roles: {
      type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(GraphQLString))),
      description: 'Roles as the token of the caller names them; any one of them is enough.',
    },
  },
});

const openDirective = new GraphQLDirective({
  name: 'open',
  description: 'No personal data behind this field itself, for the reason given.',
  locations,
  args: {
    reason: { type: new GraphQLNonNull(GraphQLString), description: 'Why no decision about a person is needed.' },
  },
});

export const ACCESS_DIRECTIVES = [protectedDirective, restrictedDirective, openDirective];

type TypeOrFieldDecorator = ClassDecorator & PropertyDecorator & MethodDecorator;

/** The field, or every field of the type, holds personal data of this category. Such fields are nullable. */
export function Protected(category: Category, author?: InstitutionId, dataDay?: string): TypeOrFieldDecorator {
  const by = author ? `, author: ${JSON.stringify(author)}` : '';
  const day = dataDay ? `, dataDay: ${JSON.stringify(dataDay)}` : '';
  return Directive(`@protected(category: ${JSON.stringify(category)}${by}${day})`);
}

/** The field, or every field of the type, is only for these roles. */
export function Restricted(...roles: Role[]): TypeOrFieldDecorator {
  return Directive(`@restricted(roles: ${JSON.stringify(roles)})`);
}

/** The field, or every field of the type, needs no decision; the reason is shown in the schema. */
export function Open(reason: string): TypeOrFieldDecorator {
  return Directive(`@open(reason: ${JSON.stringify(reason)})`);
}
