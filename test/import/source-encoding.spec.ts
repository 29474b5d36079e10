import { describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { decode, encode } from 'iconv-lite';
import { SOURCE_ENCODINGS, type SourceEncoding } from '../../src/import/encodings';
import { useFiles } from './import-files.fixture';
import { EncodingWords, surveySource } from '../../src/import/source-encoding';

const files = useFiles();
const LONG = 'x;y;z\n'.repeat(400_000);

/** What the words tell when they come in chunks of this size. */
function encodingOf(bytes: Buffer, chunk = Math.max(1, bytes.length), told?: SourceEncoding): string {
  const words = new EncodingWords('delivery.csv', told);
  // All chunks come in the same buffer.
  const buffer = Buffer.alloc(chunk);
  for (let start = 0; start < bytes.length; start += chunk) {
    words.add(buffer.subarray(0, bytes.copy(buffer, 0, start, start + chunk)));
  }
  return words.end();
}

/** The same, or the code of the refusal. */
function verdict(bytes: Buffer, chunk?: number, told?: SourceEncoding): string {
  try {
    return encodingOf(bytes, chunk, told);
  } catch (error) {
    return (error as { code: string }).code;
  }
}

/** Letters of String.Latin (DIN 91379) that are one sign, of which names are made. */
const LATIN = Array.from({ length: 0x24f - 0xc0 + 1 }, (_, index) => String.fromCodePoint(0xc0 + index)).filter(
  (sign) => /^\p{L}$/u.test(sign),
);
const LETTER = fc.oneof(fc.constantFrom(...'abdeinorst'), fc.constantFrom(...LATIN.map((sign) => sign.toLowerCase())));
const WORD = fc
  .tuple(fc.array(LETTER, { minLength: 1, maxLength: 7 }), fc.constantFrom('small', 'title', 'capitals'))
  .map(([letters, form]) => {
    const upper = (sign: string) => (sign.toUpperCase().length === 1 ? sign.toUpperCase() : sign);
    if (form === 'small') return letters.join('');
    return letters.map((sign, index) => (form === 'capitals' || index === 0 ? upper(sign) : sign)).join('');
  });
const WORDS = fc.array(WORD, { minLength: 1, maxLength: 12 }).map((words) => `${words.join(';')}\n`);

describe('the encoding of a file', () => {
  it('is UTF-8 where nothing speaks against it', async () => {
    expect((await surveySource(await files.write('ascii.csv', 'a;b\n1;2\n'))).encoding).toBe('utf-8');
    expect((await surveySource(await files.write('utf8.csv', 'Straße;Łódź\n'))).encoding).toBe('utf-8');
  });

  it('is Windows-1252 where its letters can be nothing else, however late they come', async () => {
    expect((await surveySource(await files.write('early.csv', 'Straße;René\n', 'windows-1252'))).encoding).toBe(
      'windows-1252',
    );
    const late = await files.write('late.csv', `${LONG}Müller\n`, 'windows-1252');
    expect((await surveySource(late)).encoding).toBe('windows-1252');
  });

  it.each(SOURCE_ENCODINGS.filter((name) => !name.startsWith('utf-16')))(
    'is never mistaken: a file of Latin letters in %s lands exactly or is refused',
    (encoding) => {
      fc.assert(
        fc.property(WORDS, fc.integer({ min: 1, max: 9 }), (text, chunk) => {
          const bytes = encode(text, encoding);
          fc.pre(decode(bytes, encoding) === text);
          const found = verdict(bytes, chunk);
          if (!found.startsWith('ENCODING_')) expect(decode(bytes, found)).toBe(text);
          expect(verdict(bytes)).toBe(found);
        }),
        { numRuns: 500 },
      );
    },
  );

  it.each(['cp850', 'cp437', 'macintosh'] as const)('is asked for where German names are in %s', (encoding) => {
    for (const name of ['Jörn', 'Schäferling', 'Größer', 'Österreich;30 m²', 'Müller', 'Übung', 'ÄRGER']) {
      const bytes = encode(`Name\n${name}\n`, encoding);
      expect([name, verdict(bytes)]).toEqual([name, 'ENCODING_UNCLEAR']);
      expect(verdict(bytes, 3, encoding)).toBe(encoding);
    }
  });

  it('is asked for where letters mean others in Polish, Czech or Turkish exports', () => {
    expect(verdict(encode('Größe;Nuñez\n', 'windows-1252'))).toBe('ENCODING_UNCLEAR');
    expect(verdict(encode('Größe;Čapek\n', 'windows-1250'))).toBe('ENCODING_UNCLEAR');
    expect(verdict(encode('Größe;Yıldız\n', 'windows-1254'))).toBe('ENCODING_UNCLEAR');
    expect(verdict(encode('Größe;Schäfer;Weiß\n', 'windows-1250'))).toBe('windows-1252');
  });

  it('is what was told only where the words can be words in it, and UTF-8 where that is certain', () => {
    expect(verdict(encode('Größe;Nuñez\n', 'windows-1252'), 4, 'windows-1252')).toBe('windows-1252');
    expect(verdict(encode('KÄŠE;Größe\n', 'windows-1252'), 4, 'windows-1252')).toBe('windows-1252');
    expect(verdict(encode('Größe\n', 'windows-1252'), 4, 'cp850')).toBe('ENCODING_UNCLEAR');
    expect(verdict(Buffer.from('Größe;Łódź\n'), 4, 'windows-1252')).toBe('utf-8');
    expect(verdict(encode('Größe\n', 'windows-1252'), 4, 'utf-8')).toBe('ENCODING_CHANGES');
  });

  it('must not change: the line is named, and no value of it', async () => {
    const mixed = Buffer.concat([Buffer.from(`Straße\n${LONG}`), encode('Geheim;Müller\n', 'windows-1252')]);
    const file = await files.write('mixed.csv', mixed);
    const error: unknown = await surveySource(file).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'ENCODING_CHANGES', message: expect.stringContaining('line 400002') });
    expect(String(error)).not.toContain('Geheim');
  });

  it('must not change from Windows-1252 to UTF-8 either', () => {
    const mixed = Buffer.concat([encode('Größe\n', 'windows-1252'), Buffer.from('Menü\n')]);
    expect(() => encodingOf(mixed)).toThrow('line 2 is in another encoding');
    expect(verdict(mixed, 1)).toBe('ENCODING_CHANGES');
  });

  it('is held to UTF-8 by a byte order mark', async () => {
    const marked = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), encode('Müller\n', 'windows-1252')]);
    await expect(surveySource(await files.write('marked.csv', marked), 'windows-1252')).rejects.toMatchObject({
      code: 'ENCODING_CHANGES',
      message: expect.stringContaining('line 1 holds bytes that are not UTF-8'),
    });
  });

  it('is UTF-16 where a byte order mark or the operator says so, and else not looked for', async () => {
    const wide = await files.write('wide.csv', Buffer.from('\ufeffName;Straße\n', 'utf16le'));
    expect(await surveySource(wide)).toMatchObject({ encoding: 'utf-16le', head: 'Name;Straße\n' });
    const unmarked = await files.write('unmarked.csv', Buffer.from('Name;Ort\n', 'utf16le'));
    await expect(surveySource(unmarked)).rejects.toMatchObject({ code: 'ENCODING_UNSUPPORTED' });
    expect((await surveySource(unmarked, 'utf-16le')).head).toBe('Name;Ort\n');
    const cut = await files.write('cut.csv', Buffer.from('\ufeffName;Ort\n', 'utf16le').subarray(0, -1));
    await expect(surveySource(cut)).rejects.toMatchObject({ code: 'FILE_CUT_OFF' });
  });
});

describe('the survey of a file', () => {
  it('tells size, hash and header', async () => {
    const text = '\ufeffName;Straße\n1;2\n';
    const survey = await surveySource(await files.write('survey.csv', text));
    expect(survey.bytes).toBe(Buffer.byteLength(text));
    expect(survey.sha256).toBe(createHash('sha256').update(text).digest('hex'));
    expect(survey.head).toMatch(/^Name;/);
  });

  it('tells whether the last cell may lack its end', async () => {
    const ends = ['a;b\n', 'a;b\r', 'a;"b"', 'a;b', 'a;'];
    const told = await Promise.all(
      ends.map(async (text, i) => (await surveySource(await files.write(`end${i}`, text))).mayBeCut),
    );
    expect(told).toEqual([false, false, false, true, true]);
    const wide = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');
    expect((await surveySource(await files.write('wide-end', wide('a;b\n')))).mayBeCut).toBe(false);
    expect((await surveySource(await files.write('wide-cut', wide('a;b')))).mayBeCut).toBe(true);
  });

  it('explains why there is none', async () => {
    await expect(surveySource('/nowhere/at-all.csv')).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
    await expect(surveySource(__dirname)).rejects.toMatchObject({ code: 'FILE_NOT_READABLE' });
    await expect(surveySource(await files.write('empty.csv', ''))).rejects.toMatchObject({ code: 'FILE_EMPTY' });
  });
});
