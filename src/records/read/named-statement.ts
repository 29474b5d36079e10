import { createHash } from 'node:crypto';

export interface NamedStatement {
  readonly name: string;
  readonly text: string;
  readonly ofDocument: true;
}

/** Names a statement that follows from a document by its text, so that PostgreSQL keeps its plan and equal names always mean equal SQL. */
export function named(kind: string, text: string): NamedStatement {
  return {
    name: `${kind}-${createHash('sha256').update(text).digest('base64url').slice(0, 20)}`,
    text,
    ofDocument: true,
  };
}
