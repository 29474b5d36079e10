import { transliterate } from 'transliteration';

/** Letters that the library reads as signs or leaves out; as passports write them (ICAO Doc 9303, part 3). */
const LETTERS: Readonly<Record<string, string>> = { ẞ: 'ss', Ə: 'e', ə: 'e', Ǝ: 'e', ǝ: 'e', ŉ: 'n', ẜ: 's', ẝ: 's' };

const SPECIAL = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'g');

/**
 * A name in small Latin letters without accents, whatever script it is written in; between the letters may stand
 * signs. Search and matcher both begin with it, so that they never disagree about a letter.
 */
export function latinLetters(name: string): string {
  // Some combinations have no composed form: their accents go one by one.
  const composed = name.normalize('NFC').replace(SPECIAL, (letter) => LETTERS[letter]!);
  return transliterate(composed).toLowerCase();
}
