import { describe, expect, it } from '@jest/globals';
import { buildSchema } from 'graphql';
import { undescribed } from './undescribed';

describe('what a schema leaves undescribed', () => {
  it('is named place by place: types, fields, arguments, values of enums, directives', () => {
    const schema = buildSchema(`
      directive @marked(why: String) on FIELD_DEFINITION
      type Query {
        person(id: ID!): Person
      }
      interface Named {
        name: String
      }
      type Person implements Named {
        name: String
      }
      enum State {
        OPEN
      }
      input Filter {
        state: State
      }
      scalar Day`);

    expect(undescribed(schema).map((problem) => problem.replace(' has no description', ''))).toEqual([
      ...['Query', 'Query.person', 'Query.person(id)', 'Named', 'Named.name', 'Person', 'Person.name'],
      ...['State', 'State.OPEN', 'Filter', 'Filter.state', 'Day', '@marked', '@marked(why)'],
    ]);
  });

  it('is also what a description says nothing about that its name does not say', () => {
    const schema = buildSchema(`
      "What can be asked."
      type Query {
        "The id of the person."
        personId: ID
        "Postal code."
        postalCode: String
        "Number in the register."
        number: Int
      }`);

    expect(undescribed(schema)).toEqual([
      'Query.personId is described by nothing but its name',
      'Query.postalCode is described by nothing but its name',
    ]);
  });

  it('is nothing of what is deprecated, or belongs to GraphQL itself', () => {
    const schema = buildSchema(`
      "What can be asked."
      type Query {
        old: String @deprecated(reason: "Use another one.")
      }`);

    expect(undescribed(schema)).toEqual([]);
  });
});
