import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Node } from 'yaml';
import type { PolicyMistake } from './policy-error';

/** A place of the file: where a value stands, or where one is missing. */
export interface Place {
  /** Offset in the text, for line and column. */
  readonly offset: number;
  /** How the reader of a message finds the place, e.g. `categories.RESIDENCE.ceiling.jobcenter`. */
  readonly path: string;
  /** Null where nothing was written. */
  readonly node: Node | null;
}

/** A value and the key before it. */
interface Entry extends Place {
  readonly keyOffset: number;
}

/**
 * Reads a YAML file strictly and remembers where everything stood. It never throws: what is wrong is collected in
 * `mistakes`, and the reading method answers undefined, so that one run finds every mistake.
 */
export class YamlReader {
  readonly root: Place;
  readonly mistakes: PolicyMistake[] = [];
  private readonly lines = new LineCounter();

  constructor(text: string) {
    const document = parseDocument(text, { lineCounter: this.lines, uniqueKeys: false, prettyErrors: false });
    for (const { message, pos } of [...document.errors, ...document.warnings]) {
      const hint = /block-seq-ind|Block collections/.test(message) ? ` (an empty cell is written '-' in quotes)` : '';
      this.report(pos[0], `${message}${hint}`);
    }
    this.root = { offset: startOf(document.contents), path: '', node: document.contents };
  }

  report(place: Place | number, message: string): void {
    const { line, col } = this.lines.linePos(typeof place === 'number' ? place : place.offset);
    const path = typeof place === 'number' || place.path === '' ? '' : `${place.path}: `;
    this.mistakes.push({ line: Math.max(line, 1), column: Math.max(col, 1), message: `${path}${message}` });
  }

  /** The entries of a mapping by key. A doubled key is a mistake, never a silent overwrite. */
  entries(place: Place): ReadonlyMap<string, Entry> | undefined {
    if (!isMap(place.node)) return this.expected(place, 'a mapping');
    const entries = new Map<string, Entry>();
    for (const { key, value } of place.node.items) {
      const keyNode = key as Node | null;
      const offset = startOf(keyNode);
      if (!isScalar(keyNode) || typeof keyNode.value !== 'string') {
        this.report({ ...place, offset }, 'a key must be a word.');
        continue;
      }
      const path = place.path === '' ? keyNode.value : `${place.path}.${keyNode.value}`;
      if (entries.has(keyNode.value)) this.report({ offset, path, node: null }, 'written twice; keep one.');
      // A single value is reported where it stands, a mapping, a list or an empty value at its key.
      const node = value as Node | null;
      const isValue = isScalar(node) && node.value !== null;
      entries.set(keyNode.value, {
        offset: isValue ? startOf(node) : offset,
        keyOffset: offset,
        path,
        node,
      });
    }
    return entries;
  }

  /** A mapping with exactly these keys; further ones and missing ones are mistakes. Empty if there is no mapping. */
  record<R extends string, O extends string = never>(
    place: Place | undefined,
    required: readonly R[],
    optional: readonly O[] = [],
    hint = '',
  ): Partial<Record<R | O, Place>> {
    const entries = place && this.entries(place);
    if (place === undefined || entries === undefined) return {};
    const allowed: readonly string[] = [...required, ...optional];
    for (const [key, entry] of entries) {
      if (allowed.includes(key)) continue;
      this.report({ ...entry, offset: entry.keyOffset }, `unknown word. Allowed here: ${allowed.join(', ')}.`);
    }
    const missing = required.filter((key) => !entries.has(key));
    if (missing.length > 0) this.report(place, `missing: ${missing.join(', ')}.${hint}`);
    return Object.fromEntries<Place>(entries) as Partial<Record<R | O, Place>>;
  }

  items(place: Place | undefined): readonly Place[] {
    if (place === undefined) return [];
    if (!isSeq(place.node)) {
      this.expected(place, 'a list');
      return [];
    }
    return place.node.items.map((item, index) => {
      const node = item as Node | null;
      return { offset: startOf(node), path: `${place.path}[${index}]`, node };
    });
  }

  text(place: Place | undefined): string | undefined {
    if (place === undefined) return undefined;
    const { node } = place;
    if (isScalar(node) && typeof node.value === 'string' && node.value.trim() !== '') return node.value.trim();
    return this.expected(place, 'a text');
  }

  flag(place: Place | undefined): boolean | undefined {
    if (place === undefined) return undefined;
    if (isScalar(place.node) && typeof place.node.value === 'boolean') return place.node.value;
    return this.expected(place, 'true or false');
  }

  /** A whole number within these limits. */
  integer(place: Place | undefined, min: number, max: number): number | undefined {
    if (place === undefined) return undefined;
    const value = isScalar(place.node) ? place.node.value : undefined;
    if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return value;
    return this.expected(place, `a whole number from ${min} to ${max}`);
  }

  word<W extends string>(place: Place | undefined, allowed: readonly W[]): W | undefined {
    const text = this.text(place);
    if (place === undefined || text === undefined) return undefined;
    const word = allowed.find((candidate) => candidate === text);
    if (word === undefined) this.report(place, `unknown word "${text}". Allowed here: ${allowed.join(', ')}.`);
    return word;
  }

  private expected(place: Place, what: string): undefined {
    this.report(place, `must be ${what}.`);
    return undefined;
  }
}

function startOf(node: Node | null): number {
  return node?.range?.[0] ?? 0;
}
