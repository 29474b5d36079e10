import cologne from 'talisman/phonetics/german/cologne';
import { latinLetters } from '../../../../platform/text/latin-letters';
import { isFiller } from '../../../../platform/text/filler';

/** One part of a name: as it is compared letter by letter, and as it sounds. */
export interface NamePart {
  readonly letters: string;
  readonly sound: string;
}

/** Small words that one office writes and another leaves out. */
const PARTICLES = new Set(
  ['al el ul abd bin ibn ben bint von van der den de da do dos das del della di du la le zu zum und y e'].flatMap(
    (words) => words.split(' '),
  ),
);

/** Nobody has more parts of a name than this; a longer text must not make the comparison slow. */
const MOST_PARTS = 8;

/**
 * Spellings of one sound in the transcriptions that meet in a German office: English, French, German, Polish and Turkish ways
 * of writing names that were Cyrillic or Arabic. Applied one after the other to lower case Latin letters.
 */
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/tsch|tch|cz/g, 'c'],
  [/shch|sch|sz|sh|ch(?=[aeiouy])/g, 's'],
  [/dsch|dzh|dj|dz/g, 'j'],
  [/kh|gh|ch/g, 'h'],
  [/ph/g, 'f'],
  [/ck|q/g, 'k'],
  [/x/g, 'ks'],
  [/th|dt/g, 't'],
  [/zh/g, 'z'],
  [/ou|oo|uo/g, 'u'],
  [/ee|ie|ii|yi|iy|ij|yj/g, 'i'],
  // Umlauts are written out or left away.
  [/ae/g, 'a'],
  [/oe/g, 'o'],
  [/ue/g, 'u'],
  [/w/g, 'v'],
  [/[yj]/g, 'i'],
  [/(.)\1+/g, '$1'],
];

/**
 * The parts of a given or family name: any script, in Latin letters, without particles, accents and double letters. None where
 * the name is unknown.
 */
export function nameParts(name: string): NamePart[] {
  if (isFiller(name)) return [];
  const words = latinLetters(name)
    // What joins the letters of one word, e.g. `O'Neill`, `D’Angelo`.
    .replace(/['’`ʼ@]/g, '')
    .split(/[^a-z]+/)
    .filter((word) => word !== '');
  const named = words.filter((word) => !PARTICLES.has(word));
  return (named.length > 0 ? named : words).slice(0, MOST_PARTS).map(namePart);
}

function namePart(word: string): NamePart {
  const letters = SPELLINGS.reduce((text, [spelling, sound]) => text.replace(spelling, sound), word);
  // The first vowel is the least certain letter of a transcription: Oleksandr, Aleksandr. Vowels count only at the beginning.
  const sound = cologne(word).replace(/^0+/, '');
  return { letters, sound: sound === '' ? letters : sound };
}

/** How a name sounds, part by part, separated by spaces: what registrations of the same human are looked for by. */
export function soundsOf(name: string): string {
  return nameParts(name)
    .map(({ sound }) => sound)
    .join(' ');
}
