import { describe, expect, it } from '@jest/globals';
import { ImportError } from './import-error';
import { readManifest } from './import-manifest';

describe('a manifest', () => {
  it('lists files in order, with paths beside it', () => {
    const text =
      'imports:\n  - { kind: offices, file: a.csv, institution: city, mapping: m/a.yaml }\n  - { kind: persons, file: /b.csv, institution: caritas }\n';
    expect(readManifest(text, '/data/manifest.yaml')).toEqual([
      { kind: 'offices', file: '/data/a.csv', institution: 'city', mappingFile: '/data/m/a.yaml' },
      { kind: 'persons', file: '/b.csv', institution: 'caritas' },
    ]);
  });

  it('is refused with every mistake and its line', () => {
    const read = () =>
      readManifest('imports:\n  - kind: offices\n    file: a.csv\n    institution: town\n  - file: b.csv\n', 'm.yaml');
    expect(read).toThrow(ImportError);
    expect(read).toThrow(/m\.yaml:4:.*city/);
    expect(read).toThrow(/m\.yaml:5:.*kind, institution/);
  });
});
