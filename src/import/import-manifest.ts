import { dirname, resolve } from 'node:path';
import { YamlReader } from '../access/policy/yaml-reader';
import { INSTITUTIONS, type InstitutionId } from '../access/vocabulary';
import { refuseAll } from './import-error';

/** One file of a manifest; paths are absolute. */
export interface ManifestEntry {
  readonly kind: string;
  readonly file: string;
  readonly institution: InstitutionId;
  readonly mappingFile?: string;
}

/**
 * Reads a manifest (YAML): files in the order of import, with paths relative to it.
 * @throws ImportError MANIFEST_INVALID with all mistakes and their lines
 */
export function readManifest(text: string, manifestFile: string): ManifestEntry[] {
  const reader = new YamlReader(text);
  const { imports } = reader.record(reader.root, ['imports']);
  const directory = dirname(resolve(manifestFile));
  const entries = reader.items(imports).map((item): ManifestEntry => {
    const fields = reader.record(item, ['kind', 'file', 'institution'], ['mapping']);
    const mapping = reader.text(fields.mapping);
    return {
      kind: reader.text(fields.kind) ?? '',
      file: resolve(directory, reader.text(fields.file) ?? ''),
      institution: reader.word(fields.institution, INSTITUTIONS) ?? 'city',
      ...(mapping !== undefined && { mappingFile: resolve(directory, mapping) }),
    };
  });
  refuseAll(
    'The manifest is not valid:',
    reader.mistakes.map(({ line, column, message }) => ({
      code: 'MANIFEST_INVALID' as const,
      message: `${manifestFile}:${line}:${column}: ${message}`,
    })),
  );
  return entries;
}
