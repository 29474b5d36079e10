import { describe, expect, it } from '@jest/globals';
import { buildSchema, type GraphQLObjectType } from 'graphql';
import { rheinePolicy } from '../../../test/kit/policy';
import { sealSchema } from './guard';

const schema = sealSchema(
  buildSchema(`
  directive @protected(category: String!, author: String, dataDay: String) on OBJECT | FIELD_DEFINITION
  directive @restricted(roles: [String!]!) on OBJECT | FIELD_DEFINITION
  directive @open(reason: String!) on OBJECT | FIELD_DEFINITION
  type Query @open(reason: "test") {
    person: Person
  }
  type Person @open(reason: "test") {
    "Courses of the person."
    courses: [Course!] @protected(category: "LANGUAGE", author: "city")
    "How well the person speaks."
    assessments: [Assessment!] @protected(category: "LANGUAGE")
    "What the person earns."
    income: Int @protected(category: "BENEFIT_AMOUNTS")
  }
  "A course."
  type Course @protected(category: "LANGUAGE") {
    "The level."
    level: String
    "The language."
    language: String @protected(category: "LANGUAGE")
    "The address at which it takes place."
    address: String @protected(category: "CONTACT")
    "Who counts it."
    counted: Int @restricted(roles: ["planner"])
    leftover: String @open(reason: "test")
  }
  type Assessment @protected(category: "LANGUAGE") {
    level: String
  }`),
  rheinePolicy(),
);

const typeNamed = (name: string) => schema.getType(name) as GraphQLObjectType;
const fieldOf = (type: string, field: string) => typeNamed(type).getFields()[field]!.description;

describe('the descriptions of a sealed schema', () => {
  it('say once, at a record type, who receives its records', () => {
    expect(typeNamed('Course').description).toMatch(
      /^A course\.\n\nLANGUAGE: seen by the person and city, which writes it\. With consent: jobcenter \(/,
    );
    expect(fieldOf('Course', 'level')).toBe('The level.');
    expect(fieldOf('Course', 'language')).toBe('The language.');
  });

  it('name no institution where every one may write such records', () => {
    expect(typeNamed('Assessment').description).toMatch(
      /^LANGUAGE: seen by the person and the institution that wrote it\. With consent: city \(/,
    );
  });

  it('do not say it again at the field of Person that leads to the records', () => {
    expect(fieldOf('Person', 'courses')).toBe('Courses of the person.');
    expect(fieldOf('Person', 'assessments')).toBe('How well the person speaks.');
  });

  it('say it at a field whose audience is another than that of its type', () => {
    expect(fieldOf('Course', 'address')).toMatch(/^The address at which it takes place\.\n\nCONTACT: seen by/);
    expect(fieldOf('Person', 'income')).toMatch(/^What the person earns\.\n\nBENEFIT_AMOUNTS: seen by/);
  });

  it('leave to its directive what a field without a category says', () => {
    expect(fieldOf('Course', 'counted')).toBe('Who counts it.');
    expect(fieldOf('Course', 'leftover')).toBeUndefined();
  });
});
