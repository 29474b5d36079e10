import { registerEnumType } from 'type-graphql';
import type { Meanings } from './words';

/**
 * Registers words as an enum of the schema, each described by what it means.
 * @returns the object by which TypeGraphQL knows the enum: each word under its own name
 */
export function graphqlEnum<Word extends string>(
  name: string,
  description: string,
  meanings: Meanings<Word>,
): Readonly<Record<Word, Word>> {
  const entries = Object.entries<string>(meanings);
  const object = Object.freeze(Object.fromEntries(entries.map(([word]) => [word, word]))) as Record<Word, Word>;
  const valuesConfig = Object.fromEntries(entries.map(([word, meaning]) => [word, { description: meaning }]));
  registerEnumType<Record<string, string>>(object, { name, description, valuesConfig });
  return object;
}
