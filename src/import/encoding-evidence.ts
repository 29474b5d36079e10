import { isUtf8 } from 'node:buffer';
import { Reading } from './encoding-reading';
import { SINGLE_BYTE_ENCODINGS, type SingleByteEncoding, type SourceEncoding } from './encodings';

/** How many words are remembered as judged; names come again and again. */
const REMEMBERED = 20_000;

const WESTERN = SINGLE_BYTE_ENCODINGS.indexOf('windows-1252');
const READINGS = SINGLE_BYTE_ENCODINGS.map((encoding) => new Reading(encoding));

/** What the words of a file say of its encoding. */
export interface EncodingVerdict {
  /** `utf-8` and `windows-1252` where nothing else can be meant; `mixed` where there are words of both. */
  readonly found: 'ascii' | 'utf-8' | 'windows-1252' | 'mixed' | 'unclear';
  /** What the file could be as well, or instead. */
  readonly candidates: readonly SingleByteEncoding[];
  /** In which all words can be words, beside what is certain. */
  readonly possible: readonly SourceEncoding[];
}

/**
 * Tells an encoding from the words that are not plain ASCII. One that gives another text than UTF-8 or Windows-1252 would
 * is ruled out by a word that cannot be one, e.g. `M³ller` or `Sch„fer`; what is not ruled out may be what the file
 * is in. So no file of words is ever taken for what it is not: it is unclear at worst.
 */
export class EncodingEvidence {
  private readonly judged = new Set<string>();
  /** Readings in which a word would be none, and such as that not even a word of UTF-8 could be read so. */
  private readonly isNoText = READINGS.map(() => false);
  private readonly isNotUtf8 = READINGS.map(() => false);
  private readonly differs = READINGS.map(() => false);
  private hasOther = false;
  private foundUtf8 = false;

  /** Whether there is a word that could be UTF-8. */
  get hasUtf8(): boolean {
    return this.foundUtf8;
  }

  /** Whether words of UTF-8 would change nothing any more. */
  get isUtf8Certain(): boolean {
    return this.foundUtf8 && !this.hasOther && this.isNotUtf8.every(Boolean);
  }

  get isMixed(): boolean {
    return this.foundUtf8 && this.hasOther;
  }

  /** @param word letters of ASCII and at least one byte beyond, up to the next byte that is neither; as Latin-1 */
  add(word: string): void {
    if (this.judged.has(word)) return;
    if (this.judged.size >= REMEMBERED) this.judged.clear();
    this.judged.add(word);
    const bytes = Buffer.from(word, 'latin1');
    if (isUtf8(bytes)) this.foundUtf8 = true;
    else this.hasOther = true;
    READINGS.forEach((reading, index) => {
      this.isNoText[index] ||= reading.isNoWord(bytes);
      this.isNotUtf8[index] ||= this.isNoText[index] || reading.isWordOfUtf8(bytes);
      this.differs[index] ||= !reading.reads(bytes, READINGS[WESTERN]!);
    });
  }

  end(): EncodingVerdict {
    const left = (ruledOut: readonly boolean[]) => SINGLE_BYTE_ENCODINGS.filter((_, index) => !ruledOut[index]);
    const possible = left(this.isNoText);
    if (!this.foundUtf8 && !this.hasOther) return { found: 'ascii', candidates: [], possible };
    if (this.isMixed) return { found: 'mixed', candidates: possible, possible };
    if (this.foundUtf8) {
      const candidates = left(this.isNotUtf8);
      return { found: candidates.length === 0 ? 'utf-8' : 'unclear', candidates, possible: candidates };
    }
    const isWestern = possible.every((encoding) => !this.differs[SINGLE_BYTE_ENCODINGS.indexOf(encoding)]);
    const found = isWestern && !this.isNoText[WESTERN] ? 'windows-1252' : 'unclear';
    return { found, candidates: possible, possible };
  }
}
