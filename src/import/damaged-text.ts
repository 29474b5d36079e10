/** What the bytes 0x80 to 0xBF of UTF-8 look like in Windows-1252. */
const CONTINUATION = '[\\u0080-\\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]';
const ENCODED_TWICE = new RegExp(`Ã${CONTINUATION}|Â[\\u0080-\\u00bf]|[ÄÅ]${CONTINUATION}(?=\\p{L})`, 'u');

/** Whether a text was taken for Windows-1252 and written as UTF-8 once more: `Ã¼` for `ü`. */
export function isEncodedTwice(text: string): boolean {
  return ENCODED_TWICE.test(text);
}

/** Whether a spreadsheet has shortened a long number for display: `1,23457E+11`. Its other digits are lost. */
export function isRounded(text: string): boolean {
  return /^[+-]?\d(?:[.,]\d+)?E\+\d{2,}$/i.test(text);
}
