/** The words of a list in their order, each with what it means, for the schema: none can be added without saying so. */
export type Meanings<Word extends string = string> = Readonly<Record<Word, string>>;

export function wordsOf<Word extends string>(meanings: Meanings<Word>): readonly Word[] {
  return Object.freeze(Object.keys(meanings) as Word[]);
}
