import { latinLetters } from '../../../platform/text/latin-letters';

/**
 * The form in which family names are compared: small Latin letters without accents, spaces and hyphens, whatever
 * script and case. A letter is the same whether its accent is written, left away or written out: `Müller`, `MUELLER` and
 * `Muller`, `Sørensen` and `Soerensen`, `Åse` and `Aase`.
 */
export function nameKey(familyName: string): string {
  const letters = latinLetters(familyName).replace(/[^a-z0-9]/g, '');
  // Nobody knows Latin letters for a few scripts: these names are compared as they are written.
  if (letters === '')
    return familyName
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[^\p{Letter}\p{Number}]/gu, '');
  return letters.replace(/(?<=[aou])e+/g, '').replace(/aa+/g, 'a');
}
