/**
 * The form in which family names are compared: lower case, umlauts written out as on German forms, no accents, no
 * spaces or hyphens. `Müller` and `MUELLER` are the same, `Öz-Kaya` and `Oez Kaya` too.
 */
export function nameKey(familyName: string): string {
  return familyName
    .toLowerCase()
    .replace(/ä/g, 'ae')
    .replace(/ö/g, 'oe')
    .replace(/ü/g, 'ue')
    .replace(/ß/g, 'ss')
    .normalize('NFKD')
    .replace(/[^\p{Letter}\p{Number}]/gu, '');
}
