import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { ConfigError } from '../platform/config/config-error';

/**
 * Reads a file of trusted documents: a JSON object whose values are GraphQL documents, as code generators write it.
 * Documents are named by their SHA-256, whatever the keys say.
 * @throws ConfigError if the file cannot be read, or is not such an object
 */
export async function readTrustedDocuments(file: string): Promise<ReadonlyMap<string, string>> {
  const text = await readFile(file, 'utf8').catch(() => refuse('cannot be read'));
  const content = parsed(text);
  const documents = typeof content === 'object' && content !== null ? Object.values(content) : [];
  if (documents.length === 0 || !documents.every((document): document is string => typeof document === 'string')) {
    return refuse('leads to a file that is no JSON object of GraphQL documents');
  }
  return new Map(documents.map((document) => [createHash('sha256').update(document).digest('hex'), document]));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function refuse(problem: string): never {
  const remedy = 'Use the path of a JSON file that the hub may read';
  throw new ConfigError([{ variable: 'TRUSTED_DOCUMENTS', problem, remedy }]);
}
