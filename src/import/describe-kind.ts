import { SOURCE_ENCODINGS } from './encodings';
import type { ImportColumn } from './import-column';

/** What a file of a kind may hold, for whoever makes it: its columns with their values, and the keys of the mapping with examples. */
export function describeKind(kind: string, columns: readonly ImportColumn[]): string {
  const width = Math.max(...columns.map(({ name }) => name.length));
  const lines = columns.map(({ name, required, kind: { accepts }, description }) =>
    [`  ${name.padEnd(width)}  ${required ? 'required' : 'optional'}  ${accepts}`, description ?? []]
      .flat()
      .join(`\n  ${' '.repeat(width)}            `),
  );
  return [
    `Columns of ${kind}, in any order. An empty cell of an optional column takes the value away; a column that is missing leaves it.`,
    ...lines,
    '',
    'A mapping file (--mapping) says what the columns and words of an export mean; each part may be left out:',
    ...exampleMapping(columns).map((line) => `  ${line}`),
  ].join('\n');
}

/** The lines of a mapping file for a kind, with names that stand for those of an export. */
export function exampleMapping(columns: readonly ImportColumn[]): string[] {
  const [first] = columns;
  const coded = columns.find(({ kind, required }) => kind.exampleCode !== undefined && !required);
  const word = coded ?? columns.find(({ kind }) => kind.exampleCode !== undefined);
  const constant = columns.find((column) => column !== first && column.kind.exampleCode !== undefined);
  return [
    'columns: # column of the export: column from above',
    `  Name in the export: ${first!.name}`,
    ...(word
      ? [
          'values: # column from above: word of the export: value',
          `  ${word.name}:`,
          `    word of the export: ${word.kind.exampleCode}`,
          ...(coded ? ['    word that stands for no value: null'] : []),
        ]
      : []),
    ...(constant ? ['constants: # the value of every row', `  ${constant.name}: ${constant.kind.exampleCode}`] : []),
    'ignore: [Remarks] # columns of the export that are not imported',
    `encoding: windows-1252 # where the bytes do not say it: ${SOURCE_ENCODINGS.join(', ')}`,
  ];
}
