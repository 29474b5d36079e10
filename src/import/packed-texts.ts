const FIRST_BYTES = 1 << 16;
/** No sign of a string takes more bytes of UTF-8. */
const BYTES_OF_SIGN = 3;

/** A list of texts in one block of bytes beside the heap, which is used again and again: the collector never sees them. */
export class PackedTexts {
  private block = Buffer.allocUnsafeSlow(FIRST_BYTES);
  private readonly ends: Int32Array;
  private count = 0;

  /** @param most how many texts there can be at a time */
  constructor(most: number) {
    this.ends = new Int32Array(most);
  }

  get size(): number {
    return this.count;
  }

  /** Bytes that the texts take. */
  get length(): number {
    return this.endOf(this.count - 1);
  }

  /** All texts, one after the other; valid until the next change. */
  get bytes(): Buffer {
    return this.block.subarray(0, this.length);
  }

  add(text: string): void {
    const start = this.length;
    this.makeRoom(start + BYTES_OF_SIGN * text.length);
    this.ends[this.count] = start + this.block.write(text, start);
    this.count += 1;
  }

  at(index: number): string {
    return this.block.toString('utf8', this.endOf(index - 1), this.endOf(index));
  }

  clear(): void {
    this.count = 0;
  }

  private endOf(index: number): number {
    return index < 0 ? 0 : this.ends[index]!;
  }

  private makeRoom(bytes: number): void {
    if (bytes <= this.block.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(bytes, 2 * this.block.length));
    this.bytes.copy(larger);
    this.block = larger;
  }
}
