import { parse } from 'csv-parse/sync';
import { decode } from 'iconv-lite';
import { parse as parseYaml } from 'yaml';
import { DIALECTS } from './writing/dialects';
import type { Partner } from './institutions';
import type { Kind } from './kinds';
import type { ManifestEntry } from './writing/manifest';
import type { Mapping } from './writing/mapping';

/** A row under its logical column names; empty cells are left out, dates are ISO 8601. */
export type LogicalRow = Readonly<Record<string, string>>;

export interface LogicalFile {
  readonly kind: Kind;
  readonly institution: Partner;
  readonly file: string;
  readonly rows: readonly LogicalRow[];
}

type Files = ReadonlyMap<string, Buffer>;

/** Reads the manifest's files in its order, as an importer does: by encoding, header, mapping and date format. */
export function readBack(files: Files): LogicalFile[] {
  const manifest = parseYaml(textOf(files, 'manifest.yaml')) as { imports: ManifestEntry[] };
  return manifest.imports.map((entry) => {
    const institution = entry.institution as Partner;
    const { encoding, delimiter } = DIALECTS[institution];
    const cells: string[][] = parse(decode(bytesOf(files, entry.file), encoding), { delimiter });
    const mapping = entry.mapping === undefined ? undefined : (parseYaml(textOf(files, entry.mapping)) as Mapping);
    const [header = [], ...rows] = cells;
    return {
      kind: entry.kind as Kind,
      institution,
      file: entry.file,
      rows: rows.map((row) => logicalRow(header, row, mapping)),
    };
  });
}

function logicalRow(header: readonly string[], row: readonly string[], mapping: Mapping | undefined): LogicalRow {
  const cells = header.flatMap((source, index): [string, string][] => {
    const column = mapping === undefined ? source : mapping.columns[source];
    if (column === undefined) throw new Error(`The mapping knows no column ${source}.`);
    const cell = row[index] ?? '';
    if (cell === '') return [];
    const meanings = mapping?.values?.[column];
    const value = meanings === undefined ? cell : meanings[cell];
    if (value === undefined) throw new Error(`The mapping knows no value ${cell} in ${source}.`);
    return [[column, value.replace(/^(\d{2})\.(\d{2})\.(\d{4})$/, '$3-$2-$1')]];
  });
  return { ...Object.fromEntries(cells), ...mapping?.constants };
}

function bytesOf(files: Files, name: string): Buffer {
  const bytes = files.get(name);
  if (bytes === undefined) throw new Error(`${name} is not among the files.`);
  return bytes;
}

function textOf(files: Files, name: string): string {
  return bytesOf(files, name).toString('utf8');
}

/** All rows of a kind, of one institution or of all. */
export function rowsOf(files: readonly LogicalFile[], kind: Kind, institution?: Partner): LogicalRow[] {
  const wanted = files.filter(
    (file) => file.kind === kind && (institution === undefined || file.institution === institution),
  );
  return wanted.flatMap((file) => file.rows);
}
