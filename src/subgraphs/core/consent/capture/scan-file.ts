import { createHash } from 'node:crypto';
import { invalidInput, problem } from '../../../../records/api/input-problems';
import { isWholeJpeg } from './whole-jpeg';

/** Bytes of a scan: some ten pages in colour. */
export const MAX_SCAN_BYTES = 10_000_000;

/** Programs append some bytes to what they write. */
const TRAILER_BYTES = 1_024;

/** How files of the types that are taken begin and end. A name or a header can say anything. */
const TYPES: Readonly<Record<string, { readonly begins: Buffer; readonly ends: Buffer }>> = {
  'application/pdf': { begins: Buffer.from('%PDF-'), ends: Buffer.from('%%EOF') },
  'image/png': {
    begins: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    ends: Buffer.from([0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82]),
  },
  'image/jpeg': { begins: Buffer.from([0xff, 0xd8, 0xff]), ends: Buffer.from([0xff, 0xd9]) },
};
export const SCAN_TYPES = Object.keys(TYPES);

/** A scan that can be kept. */
export interface ScanFile {
  readonly mediaType: string;
  readonly content: Buffer;
  /** SHA-256 in hexadecimal digits. */
  readonly sha256: string;
}

/**
 * Takes a file as a scan if it is what it says, whole, and small enough.
 * @param mediaType what the sender says that it is
 * @throws GeleitError INVALID_INPUT
 */
export function scanFile(mediaType: string, content: Buffer): ScanFile {
  const type = TYPES[mediaType];
  if (!type) throw refused('mediaType', 'UNKNOWN_VALUE', `must be one of ${SCAN_TYPES.join(', ')}`);
  if (content.length > MAX_SCAN_BYTES) throw refused('content', 'TOO_LONG', 'must have at most 10 MB');
  const isWhole =
    content.subarray(-TRAILER_BYTES).includes(type.ends) || (mediaType === 'image/jpeg' && isWholeJpeg(content));
  if (!content.subarray(0, type.begins.length).equals(type.begins) || !isWhole) {
    throw refused('content', 'BAD_FORMAT', 'must be a whole file of the type that it is sent as');
  }
  return { mediaType, content, sha256: createHash('sha256').update(content).digest('hex') };
}

const refused = (field: string, code: string, message: string) => invalidInput('scan', [problem(field, code, message)]);
