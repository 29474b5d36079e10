import { decode, encode } from 'iconv-lite';

/** Letters that Unicode does not decompose into a base letter and a mark. */
const WITHOUT_DECOMPOSITION: Readonly<Record<string, string>> = { ł: 'l', Ł: 'L', đ: 'd', Đ: 'D', ı: 'i' };

/**
 * The text as old office software keeps it: letters that Windows-1252 knows (ä, é, š) stay, all others lose their mark
 * (ș becomes s). The same person is therefore spelt differently at the city than at an office that keeps Unicode.
 */
export function spellForWindows1252(text: string): string {
  return text.replaceAll(/[^\p{ASCII}]/gu, (letter) => (isKnown(letter) ? letter : withoutMark(letter)));
}

function isKnown(letter: string): boolean {
  return decode(encode(letter, 'windows-1252'), 'windows-1252') === letter;
}

function withoutMark(letter: string): string {
  const base = WITHOUT_DECOMPOSITION[letter] ?? letter.normalize('NFD').replaceAll(/\p{Mark}/gu, '');
  if (!isKnown(base)) throw new Error(`Windows-1252 has no spelling for U+${letter.codePointAt(0)?.toString(16)}.`);
  return base;
}
