import { decode } from 'iconv-lite';

/** Encodings in which every byte is a sign, as offices and their older applications export them. */
export const SINGLE_BYTE_ENCODINGS = [
  'windows-1252',
  'windows-1250',
  'windows-1254',
  'iso-8859-15',
  'iso-8859-2',
  'cp850',
  'cp437',
  'macintosh',
] as const;
export type SingleByteEncoding = (typeof SINGLE_BYTE_ENCODINGS)[number];

/** What a file can be written in. Only UTF-8, marked UTF-16 and Windows-1252 are ever told from the bytes. */
export const SOURCE_ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', ...SINGLE_BYTE_ENCODINGS] as const;
export type SourceEncoding = (typeof SOURCE_ENCODINGS)[number];

/** What a byte is in an encoding, for telling whether a word can be one. */
export enum SignClass {
  /** May stand in a word without being a letter, e.g. an apostrophe, or is never looked at. */
  JOINS,
  UPPER,
  LOWER,
  /** Stands in texts, but not between two letters: `„`, `³`. */
  BESIDE_WORDS,
  /** Stands in no text of an office: control characters, parts of frames, signs of mathematics. */
  NOWHERE,
}

/** The class of each byte. */
export function signClasses(encoding: SingleByteEncoding): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, byte) => classOf(decode(Buffer.from([byte]), encoding)));
}

function classOf(sign: string): SignClass {
  if (/^(?![ªºⁿﬁﬂ])\p{Script=Latin}$/u.test(sign)) return /\p{Lu}/u.test(sign) ? SignClass.UPPER : SignClass.LOWER;
  if (sign <= '\x7f' || /^[\u00a0\u00ad´·‘’–—]$/u.test(sign)) return SignClass.JOINS;
  return /^(?![µªºⁿ])[\p{Control}\p{Letter}\u2500-\u259f\p{Private_Use}\p{Math}\ufffd]$/u.test(sign) &&
    !/[¬±×÷]/.test(sign)
    ? SignClass.NOWHERE
    : SignClass.BESIDE_WORDS;
}
