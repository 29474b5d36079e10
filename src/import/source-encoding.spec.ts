import { describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { encode } from 'iconv-lite';
import { useFiles } from './import-files.fixture';
import { LineEncodings, surveySource } from './source-encoding';

const files = useFiles();
const LONG = 'x;y;z\n'.repeat(400_000);

/** What the lines tell when they come in chunks of this size. */
function encodingOf(bytes: Buffer, chunk = Math.max(1, bytes.length)): string {
  const lines = new LineEncodings('delivery.csv');
  // All chunks come in the same buffer.
  const buffer = Buffer.alloc(chunk);
  for (let start = 0; start < bytes.length; start += chunk) {
    lines.add(buffer.subarray(0, bytes.copy(buffer, 0, start, start + chunk)));
  }
  return lines.end();
}

/** The same where a file is refused: `ß€` in Windows-1252 happens to be a letter of UTF-8. */
function verdict(bytes: Buffer, chunk?: number): string {
  try {
    return encodingOf(bytes, chunk);
  } catch (error) {
    return String(error);
  }
}

describe('the encoding of a file', () => {
  it('is UTF-8 where nothing speaks against it', async () => {
    expect((await surveySource(await files.write('ascii.csv', 'a;b\n1;2\n'))).encoding).toBe('utf-8');
    expect((await surveySource(await files.write('utf8.csv', 'Straße;Łódź\n'))).encoding).toBe('utf-8');
  });

  it('is Windows-1252 where the first letter beyond ASCII is not UTF-8, however late it comes', async () => {
    expect((await surveySource(await files.write('early.csv', 'Straße\n', 'windows-1252'))).encoding).toBe(
      'windows-1252',
    );
    const late = await files.write('late.csv', `${LONG}Müller\n`, 'windows-1252');
    expect((await surveySource(late)).encoding).toBe('windows-1252');
  });

  it('stays Windows-1252 where bytes happen to be valid UTF-8 later', () => {
    expect(encodingOf(encode('Größe\nMÃ¼ller\n', 'windows-1252'))).toBe('windows-1252');
  });

  it('must not change: the line is named, and no value of it', async () => {
    const mixed = Buffer.concat([Buffer.from(`Straße\n${LONG}`), encode('Geheim;Müller\n', 'windows-1252')]);
    const file = await files.write('mixed.csv', mixed);
    const error: unknown = await surveySource(file).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'ENCODING_CHANGES', message: expect.stringContaining('line 400002') });
    expect(String(error)).not.toContain('Geheim');
  });

  it('is held to UTF-8 by a byte order mark', () => {
    const marked = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), encode('Müller\n', 'windows-1252')]);
    expect(() => encodingOf(marked)).toThrow('line 1 holds bytes that are not UTF-8');
  });

  it('does not depend on where the file is cut into chunks', () => {
    const text = fc.array(fc.constantFrom('a', ';', '\n', 'ü', 'ß', '€', 'Ł', '😀'), { maxLength: 40 });
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 7 }), (signs, chunk) => {
        const bytes = Buffer.from(signs.join(''));
        expect(encodingOf(bytes, chunk)).toBe('utf-8');
        const western = encode(signs.join(''), 'windows-1252');
        expect(verdict(western, chunk)).toBe(verdict(western));
      }),
    );
  });

  it('is not looked for in UTF-16 and other files', async () => {
    const wide = await files.write('wide.csv', Buffer.from('\ufeffName;Ort\n', 'utf16le'));
    await expect(surveySource(wide)).rejects.toMatchObject({ code: 'ENCODING_UNSUPPORTED' });
    const unmarked = await files.write('unmarked.csv', Buffer.from('Name;Ort\n', 'utf16le'));
    await expect(surveySource(unmarked)).rejects.toMatchObject({ code: 'ENCODING_UNSUPPORTED' });
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

  it('explains why there is none', async () => {
    await expect(surveySource('/nowhere/at-all.csv')).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
    await expect(surveySource(__dirname)).rejects.toMatchObject({ code: 'FILE_NOT_READABLE' });
    await expect(surveySource(await files.write('empty.csv', ''))).rejects.toMatchObject({ code: 'FILE_EMPTY' });
  });
});
