const MARKER = 0xff;
const START_OF_SCAN = 0xda;
const END_OF_IMAGE = 0xd9;
/** A marker that stands for a byte of the picture (0xFF00), or only restarts the decoder (RST0 to RST7). */
const isWithinScan = (code: number): boolean => code === 0x00 || (code >= 0xd0 && code <= 0xd7);

/**
 * Whether a JPEG goes on to the end of its picture (ITU-T T.81, annex B). What comes behind that end, as in motion photos,
 * does not matter; the end of a preview within a segment is none.
 */
export function isWholeJpeg(content: Buffer): boolean {
  let at = 2;
  while (at + 3 < content.length && content[at] === MARKER) {
    const code = content[at + 1]!;
    // Any number of fill bytes may come before a marker.
    if (code === MARKER) {
      at += 1;
      continue;
    }
    at += 2 + content.readUInt16BE(at + 2);
    if (code !== START_OF_SCAN) continue;
    at = endOfScan(content, at);
    if (content[at + 1] === END_OF_IMAGE) return true;
  }
  return false;
}

/** Where the marker stands that ends the data of a scan. */
function endOfScan(content: Buffer, from: number): number {
  let at = content.indexOf(MARKER, from);
  while (at >= 0 && at + 1 < content.length) {
    const code = content[at + 1]!;
    if (!isWithinScan(code) && code !== MARKER) return at;
    at = content.indexOf(MARKER, at + (code === MARKER ? 1 : 2));
  }
  return content.length;
}
