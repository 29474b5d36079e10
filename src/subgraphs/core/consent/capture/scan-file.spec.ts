import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MAX_SCAN_BYTES, scanFile, SCAN_TYPES } from './scan-file';

const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n');
const PNG = Buffer.concat([
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  Buffer.from('pixels'),
  Buffer.from([0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82]),
]);
const JPEG = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from('pixels'), Buffer.from([0xff, 0xd9])]);

/** With a preview in its EXIF data, and a picture of two scans with a stuffed byte and a restart. */
const PHOTO = Buffer.from(
  'ffd8' + 'ffe1000affd8ffdb0002ffd9' + 'ffda0004aabb' + '11ff0022ffd033' + 'ffda0002' + '44' + 'ffffd9',
  'hex',
);
const VIDEO = Buffer.alloc(5_000, 'ftypmp42');

describe('a scan', () => {
  it.each([
    ['application/pdf', PDF],
    ['image/png', PNG],
    ['image/jpeg', JPEG],
    ['image/jpeg', Buffer.concat([JPEG, Buffer.alloc(1)])],
    ['image/png', Buffer.concat([PNG, Buffer.alloc(40)])],
    ['image/jpeg', Buffer.concat([PHOTO, VIDEO])],
  ])('is taken as %s, with the hash of exactly its bytes', (mediaType, content) => {
    expect(scanFile(mediaType, content)).toEqual({
      mediaType,
      content,
      sha256: createHash('sha256').update(content).digest('hex'),
    });
  });

  it.each([
    ['of another type than it says', 'image/png', PDF],
    ['of a type that is not taken', 'text/html', Buffer.from('<html>')],
    ['cut short', 'application/pdf', PDF.subarray(0, 20)],
    ['cut after the preview', 'image/jpeg', Buffer.concat([PHOTO.subarray(0, 24), VIDEO])],
    ['cut within its picture', 'image/jpeg', Buffer.concat([PHOTO.subarray(0, -3), VIDEO])],
    ['empty', 'image/jpeg', Buffer.alloc(0)],
    ['too large', 'application/pdf', Buffer.concat([PDF, Buffer.alloc(MAX_SCAN_BYTES), PDF])],
  ])('is refused if it is %s', (_, mediaType, content) => {
    expect(() => scanFile(mediaType, content)).toThrow('The scan is not valid');
  });

  it('is never made of arbitrary bytes', () => {
    fc.assert(
      fc.property(fc.constantFrom(...SCAN_TYPES), fc.uint8Array({ maxLength: 200 }), (mediaType, bytes) => {
        expect(() => scanFile(mediaType, Buffer.from(bytes))).toThrow();
      }),
    );
  });
});
