import { describe, expect, it } from '@jest/globals';
import { rheinePolicy } from '../../test/kit/policy';
import { buildProgram } from '../cli/program';
import { REGISTRY } from '../hub/subgraphs';
import { describeKind, exampleMapping } from './describe-kind';
import { importColumns, importKinds } from './import-plan';
import { readMapping } from './mapping';

/** What `geleit` prints on these arguments before it ends. */
async function help(...args: string[]): Promise<string> {
  const program = buildProgram();
  let printed = '';
  for (const command of [program, ...program.commands])
    command
      .exitOverride()
      .configureOutput({ writeOut: (text) => (printed += text), writeErr: (text) => (printed += text) });
  await program.parseAsync(['node', 'geleit', ...args]).catch(() => undefined);
  return printed;
}

describe.each(importKinds(REGISTRY))('the help on %s', (kind) => {
  const columns = importColumns(kind, rheinePolicy(), REGISTRY);

  it('lists every column with what it may hold, and whether it must be there', () => {
    const text = describeKind(kind, columns);
    for (const { name, required, kind: of } of columns) {
      expect(text).toMatch(new RegExp(`^  ${name} +${required ? 'required' : 'optional'}  `, 'm'));
      expect(text).toContain(of.accepts);
    }
  });

  it('has an example of a mapping that is one', () => {
    const mapping = readMapping(exampleMapping(columns).join('\n'), 'example.yaml', columns);
    expect(mapping.columns.get('Name in the export')).toBe(columns[0]!.name);
  });
});

describe('geleit import --help', () => {
  it.each([
    ['--help', 'persons'],
    ['persons', '--help'],
  ])('describes a kind: %s %s', async (...args) => {
    const text = await help('import', ...args);
    expect(text).toMatch(/^ {2}birth_date +required {2}a day: 1990-05-17/m);
    expect(text).toMatch(/^ {2}sex +optional {2}one of FEMALE, MALE, DIVERSE, UNKNOWN/m);
    expect(text).toContain('columns: # column of the export');
  });

  it('names the kinds where none is given', async () => {
    expect(await help('import', '--help')).toMatch(/Kinds: .*consents.*persons/);
  });
});
