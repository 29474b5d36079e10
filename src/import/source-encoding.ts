import { isAscii, isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { ImportError } from './import-error';

export type SourceEncoding = 'utf-8' | 'windows-1252';

/** What one pass over a file tells before its first row is read. */
export interface SourceSurvey {
  readonly encoding: SourceEncoding;
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
  /** The beginning of the file, without byte order mark; enough for the header. */
  readonly head: string;
}

const CHUNK = 1 << 20;
const NEWLINE = 0x0a;
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

/**
 * Reads a file once to learn its encoding, size and hash, in one buffer. The first line that is not plain ASCII
 * decides: letters in Windows-1252 are hardly ever valid UTF-8. Knowing the whole file beforehand, a file whose encoding
 * changes is refused before any row of it has landed.
 * @throws ImportError FILE_NOT_FOUND, FILE_NOT_READABLE, FILE_EMPTY, ENCODING_UNSUPPORTED, ENCODING_CHANGES
 */
export async function surveySource(file: string): Promise<SourceSurvey> {
  const hash = createHash('sha256');
  const lines = new LineEncodings(file);
  let head = '';
  let bytes = 0;
  try {
    for await (const chunk of chunksOf(file)) {
      if (bytes === 0) {
        // Only delimiters and quotes are looked for in it, and these are ASCII.
        head = chunk.toString('latin1').replace(/^\u00ef\u00bb\u00bf/, '');
        refuseUtf16(file, chunk);
      }
      bytes += chunk.length;
      hash.update(chunk);
      lines.add(chunk);
    }
  } catch (error) {
    throw unreadable(file, error);
  }
  if (bytes === 0) throw new ImportError('FILE_EMPTY', `${file} is empty.`);
  const encoding = lines.end();
  return { encoding, bytes, sha256: hash.digest('hex'), head };
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

/** Tells the encoding from the lines of a file, chunk by chunk: no character of UTF-8 contains the byte of a line end. */
export class LineEncodings {
  private encoding: SourceEncoding | undefined;
  private line = 1;
  private isStart = true;
  private rest: Buffer = Buffer.alloc(0);

  constructor(private readonly file: string) {}

  /** @param chunk may hold something else afterwards */
  add(chunk: Buffer): void {
    const start = chunk.indexOf(NEWLINE) + 1;
    if (start > 0) this.judge(Buffer.concat([this.rest, chunk.subarray(0, start)]));
    const end = chunk.lastIndexOf(NEWLINE) + 1;
    this.judge(chunk.subarray(start, end));
    const rest = start > 0 ? Buffer.from(chunk.subarray(end)) : Buffer.concat([this.rest, chunk]);
    // A line longer than a chunk is judged in parts; three bytes are kept, so that no character is cut.
    const cut = rest.length < CHUNK ? 0 : endOfCharacter(rest);
    this.judge(rest.subarray(0, cut));
    this.rest = rest.subarray(cut);
  }

  /** @throws ImportError ENCODING_CHANGES */
  end(): SourceEncoding {
    this.judge(this.rest);
    return this.encoding ?? 'utf-8';
  }

  private judge(bytes: Buffer): void {
    if (this.isStart && BYTE_ORDER_MARK.every((byte, index) => bytes[index] === byte)) this.encoding = 'utf-8';
    if (bytes.length > 0) this.isStart = false;
    // Nothing changes the verdict on Windows-1252: every byte is one of its characters.
    if (this.encoding === 'windows-1252' || isAscii(bytes)) return this.count(bytes);
    if (isUtf8(bytes)) {
      this.encoding = 'utf-8';
      return this.count(bytes);
    }
    this.judgeLines(bytes);
  }

  private judgeLines(bytes: Buffer): void {
    let start = 0;
    while (start < bytes.length && this.encoding !== 'windows-1252') {
      const newline = bytes.indexOf(NEWLINE, start);
      const end = newline === -1 ? bytes.length : newline + 1;
      const line = bytes.subarray(start, end);
      if (!isAscii(line)) {
        if (isUtf8(line)) this.encoding = 'utf-8';
        else if (this.encoding === 'utf-8') throw this.changes();
        else this.encoding = 'windows-1252';
      }
      this.count(line);
      start = end;
    }
  }

  private count(bytes: Buffer): void {
    if (this.encoding === 'windows-1252') return;
    for (let at = bytes.indexOf(NEWLINE); at !== -1; at = bytes.indexOf(NEWLINE, at + 1)) this.line += 1;
  }

  private changes(): ImportError {
    return new ImportError(
      'ENCODING_CHANGES',
      `${this.file} begins in UTF-8, but line ${this.line} holds bytes that are not UTF-8.`,
    );
  }
}

/** Where the last complete character of UTF-8 ends. */
function endOfCharacter(bytes: Buffer): number {
  let end = bytes.length;
  while (end > bytes.length - 3 && (bytes[end - 1]! & 0xc0) === 0x80) end -= 1;
  return bytes[end - 1]! >= 0xc0 ? end - 1 : end;
}

function refuseUtf16(file: string, start: Buffer): void {
  const hasMark = (start[0] === 0xff && start[1] === 0xfe) || (start[0] === 0xfe && start[1] === 0xff);
  if (!hasMark && !start.subarray(0, 1000).includes(0)) return;
  throw new ImportError('ENCODING_UNSUPPORTED', `${file} is in UTF-16, or no text file.`);
}

function unreadable(file: string, error: unknown): unknown {
  if (error instanceof ImportError) return error;
  const { code } = (error ?? {}) as { code?: unknown };
  if (code === 'ENOENT') return new ImportError('FILE_NOT_FOUND', `${file}: there is no such file.`);
  if (typeof code === 'string') return new ImportError('FILE_NOT_READABLE', `${file} cannot be read (${code}).`);
  return error;
}
