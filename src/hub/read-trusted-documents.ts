import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';

/**
 * Reads a file of trusted documents: a JSON object whose values are GraphQL documents, as code generators write it.
 * Documents are named by their SHA-256, whatever the keys say.
 * @throws Error if the file is not such an object
 */
export async function readTrustedDocuments(file: string): Promise<ReadonlyMap<string, string>> {
  const content: unknown = JSON.parse(await readFile(file, 'utf8'));
  const documents = typeof content === 'object' && content !== null ? Object.values(content) : [];
  if (documents.length === 0 || !documents.every((document): document is string => typeof document === 'string')) {
    throw new Error(`${file} is no JSON object of GraphQL documents.`);
  }
  return new Map(documents.map((document) => [createHash('sha256').update(document).digest('hex'), document]));
}
