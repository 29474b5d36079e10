import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isUnkeepable, normalText } from './normal-text';

describe('the one form of a text', () => {
  it.each([
    ['composed letters', 'Mu\u0308ller', 'Müller'],
    ['a blank that does not break, and one at the end', 'CI\u00a012 ', 'CI 12'],
    ['blanks of other widths', 'Anna\u2003\u202fMaria', 'Anna Maria'],
    ['a zero-width space and a byte order mark', '\ufeffCI-\u200b12', 'CI-12'],
    ['marks of direction', '\u202aAna\u202c \u2066Kaya\u2069\u200f', 'Ana Kaya'],
    ['a soft hyphen and a joiner among Latin letters', 'Mül\u00adler\u200d', 'Müller'],
    ['a joiner among Arabic letters, which changes how they are written', 'علی\u200cرضا', 'علی\u200cرضا'],
    ['a picture of several', '👩\u200d👧\ufe0f', '👩\u200d👧\ufe0f'],
    ['line ends of every system', 'one\r\ntwo\rthree\u2028four \n', 'one\ntwo\nthree\nfour'],
    ['nothing but blanks', ' \u00a0\u200b\t\n', ''],
  ])('%s', (_, text, normal) => {
    expect(normalText(text)).toBe(normal);
  });

  it('is that of every text in this form, and of the text in decomposed letters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const normal = normalText(text);
        expect(normalText(normal)).toBe(normal);
        expect(normalText(text.normalize('NFD'))).toBe(normal);
        expect(normalText(`\u00a0${text}\u200b\n`)).toBe(normal);
      }),
    );
  });
});

describe('what no record can keep', () => {
  it.each(['\u0000', 'a\u0007', '\u0085', '\u009a', '\ufffd', 'Halb\ud83d', '\udc00', '\uf8ff', '\ufdd0', '\u{1ffff}'])(
    '%j',
    (text) => {
      expect(isUnkeepable(text)).toBe(true);
    },
  );

  it('is not in a text of letters, lines and pictures', () => {
    expect(isUnkeepable('Zeile\n\tÖzgür Шевченко محمد 👩‍👧')).toBe(false);
  });
});
