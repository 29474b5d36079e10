import { isScalar } from 'yaml';
import { YamlReader, type Place } from '../access/policy/yaml-reader';
import { normalText } from '../platform/text/normal-text';
import type { ImportColumn } from './import-column';
import { SOURCE_ENCODINGS, type SourceEncoding } from './encodings';
import { refuseAll } from './import-error';
import { checkCell } from './check-cell';

/** How an institution's export says what Geleit's columns and values mean. */
export interface Mapping {
  /** Source column -> logical column. */
  readonly columns: ReadonlyMap<string, string>;
  /** Logical column -> source value -> value; the empty text where the source value stands for none. */
  readonly values: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Logical column -> the value of every row. */
  readonly constants: ReadonlyMap<string, string>;
  /** Source columns that are not imported. */
  readonly ignore: ReadonlySet<string>;
  /** What the export is written in, where its bytes do not say. */
  readonly encoding?: SourceEncoding;
}

/** Of an export that speaks Geleit's own language. */
export const NO_MAPPING: Mapping = { columns: new Map(), values: new Map(), constants: new Map(), ignore: new Set() };

/**
 * Reads a mapping file (YAML) for an import with these columns.
 * @throws ImportError MAPPING_INVALID with all mistakes and their lines
 */
export function readMapping(text: string, fileName: string, columns: readonly ImportColumn[]): Mapping {
  const reader = new YamlReader(text);
  const mapping = new MappingReader(reader, columns).read();
  refuseAll(
    `The mapping is not valid:`,
    [...reader.mistakes]
      .sort((a, b) => a.line - b.line || a.column - b.column)
      .map(({ line, column, message }) => ({
        code: 'MAPPING_INVALID' as const,
        message: `${fileName}:${line}:${column}: ${message}`,
      })),
  );
  return mapping;
}

class MappingReader {
  constructor(
    private readonly reader: YamlReader,
    private readonly columns: readonly ImportColumn[],
  ) {}

  read(): Mapping {
    const parts = this.reader.record(this.reader.root, [], ['columns', 'values', 'constants', 'ignore', 'encoding']);
    const columns = this.readColumns(parts.columns);
    const constants = this.readConstants(parts.constants, [...columns.values()]);
    const encoding = parts.encoding && this.reader.word(parts.encoding, SOURCE_ENCODINGS);
    return {
      columns,
      constants,
      values: this.readValues(parts.values),
      ignore: this.readIgnored(parts.ignore, columns),
      ...(encoding && { encoding }),
    };
  }

  private readColumns(place: Place | undefined): Map<string, string> {
    const columns = new Map<string, string>();
    for (const [source, entry] of this.entries(place)) {
      const name = this.scalar(entry);
      if (name === undefined) continue;
      if (this.column(entry, name)) columns.set(normal(source), name);
    }
    return columns;
  }

  private readValues(place: Place | undefined): Map<string, ReadonlyMap<string, string>> {
    const values = new Map<string, ReadonlyMap<string, string>>();
    for (const [name, entry] of this.entries(place)) {
      const column = this.column({ ...entry, offset: entry.keyOffset }, name);
      const words = new Map<string, string>();
      for (const [source, target] of this.entries(entry)) {
        const value = isNoValue(target) ? '' : this.scalar(target);
        if (value === undefined) continue;
        words.set(normal(source), value);
        if (column) this.check(target, column, value);
      }
      values.set(name, words);
    }
    return values;
  }

  private readConstants(place: Place | undefined, mapped: readonly string[]): Map<string, string> {
    const constants = new Map<string, string>();
    for (const [name, entry] of this.entries(place)) {
      const column = this.column({ ...entry, offset: entry.keyOffset }, name);
      const value = this.scalar(entry);
      if (value === undefined) continue;
      if (mapped.includes(name)) this.reader.report(entry, 'has a column as well; keep one.');
      constants.set(name, value);
      if (column) this.check(entry, column, value);
    }
    return constants;
  }

  private readIgnored(place: Place | undefined, columns: ReadonlyMap<string, string>): Set<string> {
    const ignored = new Set<string>();
    for (const item of this.reader.items(place)) {
      const source = this.scalar(item);
      if (source === undefined) continue;
      if (columns.has(normal(source))) this.reader.report(item, 'is mapped as well; keep one.');
      ignored.add(normal(source));
    }
    return ignored;
  }

  private entries(place: Place | undefined): ReturnType<NonNullable<typeof this.reader>['entries']> & object {
    // A section without entries is no mistake: it may be a comment's heading.
    if (!place || (isScalar(place.node) && place.node.value === null)) return new Map();
    return this.reader.entries(place) ?? new Map();
  }

  /** A word or a number; codes such as 39 need no quotes. */
  private scalar(place: Place): string | undefined {
    const { node } = place;
    if (isScalar(node) && typeof node.value === 'number') return node.source ?? String(node.value);
    return this.reader.text(place);
  }

  private column(place: Place, name: string): ImportColumn | undefined {
    const column = this.columns.find((each) => each.name === name);
    if (!column) {
      const names = this.columns.map((each) => each.name).join(', ');
      this.reader.report(place, `no column of this import. Columns: ${names}.`);
    }
    return column;
  }

  private check(place: Place, column: ImportColumn, value: string): void {
    const { problem } = checkCell(column, value);
    if (problem) this.reader.report(place, `the value ${problem.reason}.`);
  }
}

/** An export's `31.12.9999`, `01.01.1900` or `keine` says that there is no value: `31.12.9999: null`, or `""`. */
const isNoValue = ({ node }: Place): boolean => isScalar(node) && (node.value === null || node.value === '');

/** Letters with accents can be written in two ways that look the same. */
function normal(name: string): string {
  return normalText(name);
}
