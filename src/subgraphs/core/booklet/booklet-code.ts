import { randomBytes, randomInt } from 'node:crypto';
import { mod37_36 } from 'cdigit';

/** What leads to the person who carries a booklet: the token in its QR code, or a short code to be read aloud. */
export type BookletCodeKind = 'TOKEN' | 'SHORT_CODE';

/** A code as it was understood, without spaces, hyphens and prefix, in capital letters. */
export interface ReadCode {
  readonly kind: BookletCodeKind;
  readonly value: string;
}

/** No 0 and O, 1, I and L, 8 and B, 5 and S, 2 and Z, U and V: nothing that looks or sounds like another one. */
const ALPHABET = 'ACDEFGHJKMNPQRTWXY34679';
const LENGTH = 12;
const GROUP = 4;

/** Says what a scanner has read; also the alphabet of capital letters, digits and colon makes a smaller QR code. */
const PREFIX = 'GELEIT:';

/** A token of 128 random bits, as it stands in the QR code. */
export function newToken(): string {
  return `${PREFIX}${randomBytes(16).toString('hex').toUpperCase()}`;
}

/**
 * A short code such as `K7QM-4XTR-9WHC`: eleven random characters and a check character (ISO/IEC 7064, MOD 37,36). Codes
 * whose check character looks like another one are drawn again, so that about 49 bits remain.
 */
export function newShortCode(): string {
  for (;;) {
    const drawn = Array.from({ length: LENGTH - 1 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
    const code = mod37_36.generate(drawn);
    if (isInAlphabet(code)) return code.match(new RegExp(`.{${GROUP}}`, 'g'))!.join('-');
  }
}

/**
 * Reads what somebody has scanned or typed: case, spaces and hyphens do not matter.
 * @returns null for what can be no code; a short code with a slip of the pen fails its check character
 */
export function readCode(text: string): ReadCode | null {
  const value = text.toUpperCase().replace(/[\s-]/g, '').replace(PREFIX, '');
  if (/^[0-9A-F]{32}$/.test(value)) return { kind: 'TOKEN', value };
  const isShort = value.length === LENGTH && isInAlphabet(value) && mod37_36.validate(value);
  return isShort ? { kind: 'SHORT_CODE', value } : null;
}

function isInAlphabet(code: string): boolean {
  return [...code].every((character) => ALPHABET.includes(character));
}
