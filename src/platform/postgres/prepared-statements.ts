import { LRUCache } from 'lru-cache';
import type { ClientBase } from 'pg';
import type { Statement } from './one-flight';

/**
 * Characters of the statements of documents that all connections together keep. PostgreSQL takes about 105 bytes for each (500
 * statements of pages: 4.8 million characters, 499 MB), in every process that has prepared it: this makes some 260 MB.
 */
export const MOST_CHARACTERS = 2_500_000;

/** Names of documents' statements of which is known that they came before. */
const NAMES_REMEMBERED = 10_000;

/** What a connection of `pg` has besides its published type. */
interface Connection {
  readonly parsedStatements: Record<string, string>;
  close(message: { type: 'S'; name: string }): void;
}

/**
 * Decides which statements PostgreSQL keeps prepared. Those of the hub's own code are a few hundred, and stay. Those that follow
 * from a document are as many as clients make up: one is prepared when it comes again, and what a connection has not used
 * for longest it forgets, so that they take no more memory than they may.
 */
export class PreparedStatements {
  private readonly seen = new LRUCache<string, true>({ max: NAMES_REMEMBERED });
  /** By connection: the lengths of documents' statements by name, what was used last at the end. */
  private readonly kept = new WeakMap<ClientBase, Map<string, number>>();
  private readonly mostCharacters: number;

  constructor(connections: number) {
    this.mostCharacters = MOST_CHARACTERS / connections;
  }

  /** The name under which a connection shall run a statement; undefined for one that it shall not keep. */
  nameOn(client: ClientBase, { name, text, ofDocument }: Statement): string | undefined {
    if (name === undefined || !ofDocument) return name;
    if (text.length > this.mostCharacters) return undefined;
    if (this.seen.get(name) === undefined) {
      this.seen.set(name, true);
      return undefined;
    }
    const kept = this.kept.get(client) ?? new Map<string, number>();
    this.kept.set(client, kept);
    kept.delete(name);
    kept.set(name, text.length);
    return name;
  }

  /** Lets a connection forget what is too much. Nothing may be under way on it: `pg` would note a statement as parsed afterwards. */
  forgetUnused(client: ClientBase): void {
    const kept = this.kept.get(client);
    if (!kept) return;
    let characters = [...kept.values()].reduce((sum, length) => sum + length, 0);
    const { connection } = client as unknown as { connection: Connection };
    for (const [name, length] of kept) {
      if (characters <= this.mostCharacters) return;
      kept.delete(name);
      Reflect.deleteProperty(connection.parsedStatements, name);
      // Goes with what is sent next; PostgreSQL knows a name that it does not know as closed.
      connection.close({ type: 'S', name });
      characters -= length;
    }
  }
}
