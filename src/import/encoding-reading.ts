import { decode } from 'iconv-lite';
import { SignClass, signClasses, type SingleByteEncoding } from './encodings';

const FIRST_BEYOND_ASCII = 0x80;

/** The words of a file as they are in one encoding. */
export class Reading {
  private readonly classes: Uint8Array;
  private readonly signs: readonly string[];

  constructor(encoding: SingleByteEncoding) {
    this.classes = signClasses(encoding);
    this.signs = Array.from({ length: 256 }, (_, byte) => decode(Buffer.from([byte]), encoding));
  }

  /** Whether these bytes cannot be a word of a text in this encoding. */
  isNoWord(word: Uint8Array): boolean {
    return word.some((byte, index) => {
      const sign = this.classes[byte];
      if (sign === SignClass.NOWHERE) return true;
      return sign === SignClass.BESIDE_WORDS && this.isBetweenLetters(word, index);
    });
  }

  /**
   * Whether bytes that are a word of UTF-8 are hardly one of this encoding: a sign that is no letter stands between
   * letters, or a capital after the first letter of a word with small ones, as in `MĂĽller`.
   */
  isWordOfUtf8(word: Uint8Array): boolean {
    let hasSmall = false;
    let hasLateCapital = false;
    for (let index = 0; index < word.length; index += 1) {
      const byte = word[index]!;
      const sign = this.classes[byte];
      // `GROß`: words in capitals keep it small.
      if (sign === SignClass.LOWER && this.signs[byte] !== 'ß') hasSmall = true;
      if (byte < FIRST_BEYOND_ASCII) continue;
      if (sign === SignClass.UPPER) hasLateCapital ||= index > 0;
      else if (sign !== SignClass.LOWER && this.isBetweenLetters(word, index)) return true;
    }
    return hasSmall && hasLateCapital;
  }

  /** Whether a word is the same in another encoding. */
  reads(word: Uint8Array, as: Reading): boolean {
    return word.every((byte) => this.signs[byte] === as.signs[byte]);
  }

  private isBetweenLetters(word: Uint8Array, index: number): boolean {
    return this.isLetter(word[index - 1]) && this.isLetter(word[index + 1]);
  }

  private isLetter(byte: number | undefined): boolean {
    const sign = byte === undefined ? SignClass.JOINS : this.classes[byte];
    return sign === SignClass.UPPER || sign === SignClass.LOWER;
  }
}
