import { isAscii, isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { decode } from 'iconv-lite';
import { EncodingEvidence } from './encoding-evidence';
import type { SourceEncoding } from './encodings';
import { ImportError } from './import-error';

/** What one pass over a file tells before its first row is read. */
export interface SourceSurvey {
  readonly encoding: SourceEncoding;
  readonly bytes: number;
  /** Whether the file ends neither with a line end nor with a quotation mark, so that its last cell may lack its end. */
  readonly mayBeCut: boolean;
  /** Hexadecimal. */
  readonly sha256: string;
  /** The beginning of the file, without byte order mark; enough for the header. */
  readonly head: string;
}

const CHUNK = 1 << 20;
const HEAD = 1 << 16;
const NEWLINE = 0x0a;
const MARKS: readonly (readonly [SourceEncoding, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/**
 * Reads a file once to learn its encoding, size and hash, in one buffer. A byte order mark decides; without one the file is UTF-8 or
 * Windows-1252 where it cannot be anything else, then what was told where that can be, and refused otherwise: before
 * any row of it has landed, and without a wrong letter.
 * @param told the encoding as the mapping or the operator gives it
 * @throws ImportError FILE_NOT_FOUND, FILE_NOT_READABLE, FILE_EMPTY, ENCODING_UNSUPPORTED, ENCODING_CHANGES, ENCODING_UNCLEAR
 */
export async function surveySource(file: string, told?: SourceEncoding): Promise<SourceSurvey> {
  const hash = createHash('sha256');
  let words: EncodingWords | null = null;
  let start: Buffer = Buffer.alloc(0);
  let last: Buffer = Buffer.alloc(0);
  let bytes = 0;
  try {
    for await (const chunk of chunksOf(file)) {
      if (bytes === 0) {
        start = Buffer.from(chunk.subarray(0, HEAD));
        words = new EncodingWords(file, markOf(start) ?? told);
        refuseBinary(file, start, words.told);
      }
      bytes += chunk.length;
      hash.update(chunk);
      last = Buffer.from(chunk.subarray(-2));
      words!.add(chunk);
    }
  } catch (error) {
    throw unreadable(file, error);
  }
  if (!words) throw new ImportError('FILE_EMPTY', `${file} is empty.`);
  const encoding = words.end();
  if (encoding.startsWith('utf-16') && bytes % 2 !== 0) {
    throw new ImportError('FILE_CUT_OFF', `${file} ends within a character of ${encoding.toUpperCase()}.`);
  }
  const mayBeCut = !/[\r\n"]/.test(last.subarray(encoding.startsWith('utf-16') ? -2 : -1).toString('latin1'));
  return { encoding, bytes, mayBeCut, sha256: hash.digest('hex'), head: decode(start, encoding) };
}

/** The bytes of a file, each part of them in the same buffer as the one before. */
async function* chunksOf(file: string): AsyncGenerator<Buffer, void, void> {
  const handle = await open(file);
  try {
    const buffer = Buffer.allocUnsafeSlow(CHUNK);
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, CHUNK);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await handle.close();
  }
}

/** Tells the encoding from the words of a file, chunk by chunk. What is certainly UTF-8 is that, whatever was told. */
export class EncodingWords {
  private readonly evidence = new EncodingEvidence();
  private line = 1;
  private firstBeyondAscii = 0;
  private rest: Buffer = Buffer.alloc(0);

  /** @param told decides between encodings in which the words of the file can all be words */
  constructor(
    private readonly file: string,
    readonly told?: SourceEncoding,
  ) {}

  /** @param chunk may hold something else afterwards */
  add(chunk: Buffer): void {
    if (this.told?.startsWith('utf-16')) return;
    const bytes = this.rest.length > 0 ? Buffer.concat([this.rest, chunk]) : chunk;
    let end = bytes.length;
    while (end > 0 && isWordByte(bytes[end - 1]!)) end -= 1;
    // A word longer than a chunk is judged in parts, so that memory stays bounded; no character of UTF-8 is cut.
    if (end === 0 && bytes.length >= CHUNK) end = endOfCharacter(bytes);
    this.judge(bytes.subarray(0, end));
    this.rest = Buffer.from(bytes.subarray(end));
  }

  /** @throws ImportError ENCODING_CHANGES, ENCODING_UNCLEAR */
  end(): SourceEncoding {
    this.judge(this.rest);
    if (this.told === 'utf-8' || this.told?.startsWith('utf-16')) return this.told;
    const { found, candidates, possible } = this.evidence.end();
    if (this.told && possible.includes(this.told)) return found === 'utf-8' ? found : this.told;
    if (found === 'utf-8' || (found === 'windows-1252' && !this.told)) return found;
    if (found === 'ascii') return 'utf-8';
    const names = [...(this.evidence.hasUtf8 ? ['utf-8'] : []), ...candidates].join(', ');
    const could = names === '' ? 'it fits no encoding that is known here' : `it could be ${names}`;
    const reason = this.told
      ? `it is said to be in ${this.told}, and holds words that would be none in it`
      : 'the encoding cannot be told for sure from its letters';
    throw new ImportError(
      'ENCODING_UNCLEAR',
      `${this.file}: ${reason}; the first letter beyond ASCII is on line ${this.firstBeyondAscii}; ${could}.`,
    );
  }

  private judge(bytes: Buffer): void {
    if (!isAscii(bytes) && !(this.isUtf8Enough && isUtf8(bytes))) this.judgeWords(bytes);
    this.line += newlines(bytes);
  }

  private get isUtf8Enough(): boolean {
    return this.told === 'utf-8' || this.evidence.isUtf8Certain;
  }

  private judgeWords(bytes: Buffer): void {
    const text = bytes.toString('latin1');
    const beyondAscii = /[\x80-\xff]/g;
    for (let found = beyondAscii.exec(text); found; found = beyondAscii.exec(text)) {
      let [start, end] = [found.index, found.index + 1];
      while (start > 0 && isWordByte(bytes[start - 1]!)) start -= 1;
      while (end < bytes.length && isWordByte(bytes[end]!)) end += 1;
      beyondAscii.lastIndex = end;
      const line = () => this.line + newlines(bytes.subarray(0, start));
      if (this.firstBeyondAscii === 0) this.firstBeyondAscii = line();
      if (this.told === 'utf-8' ? isUtf8(bytes.subarray(start, end)) : !this.mixes(text.slice(start, end))) continue;
      throw new ImportError('ENCODING_CHANGES', `${this.file}: ${this.change(line())}`);
    }
  }

  private mixes(word: string): boolean {
    this.evidence.add(word);
    return !this.told && this.evidence.isMixed;
  }

  private change(line: number): string {
    return this.told === 'utf-8'
      ? `it is said to be UTF-8, but line ${line} holds bytes that are not UTF-8.`
      : `line ${line} is in another encoding than what stands before it: one of both is UTF-8.`;
  }
}

/** Letters of ASCII, and all bytes beyond. */
function isWordByte(byte: number): boolean {
  return byte >= 0x80 || ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a);
}

function newlines(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(NEWLINE); at !== -1; at = bytes.indexOf(NEWLINE, at + 1)) count += 1;
  return count;
}

/** Where the last complete character of UTF-8 ends. */
function endOfCharacter(bytes: Buffer): number {
  let end = bytes.length;
  while (end > bytes.length - 3 && (bytes[end - 1]! & 0xc0) === 0x80) end -= 1;
  return bytes[end - 1]! >= 0xc0 ? end - 1 : end;
}

function markOf(start: Buffer): SourceEncoding | undefined {
  return MARKS.find(([, mark]) => mark.every((byte, index) => start[index] === byte))?.[0];
}

function refuseBinary(file: string, start: Buffer, encoding: SourceEncoding | undefined): void {
  if (encoding?.startsWith('utf-16') || !start.subarray(0, 1000).includes(0)) return;
  throw new ImportError('ENCODING_UNSUPPORTED', `${file} is in UTF-16 without a byte order mark, or no text file.`);
}

function unreadable(file: string, error: unknown): unknown {
  if (error instanceof ImportError) return error;
  const { code } = (error ?? {}) as { code?: unknown };
  if (code === 'ENOENT') return new ImportError('FILE_NOT_FOUND', `${file}: there is no such file.`);
  if (typeof code === 'string') return new ImportError('FILE_NOT_READABLE', `${file} cannot be read (${code}).`);
  return error;
}
