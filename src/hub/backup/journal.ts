import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { ConfigError } from '../../platform/config/config-error';
import type { Database } from '../../platform/postgres/database';
import { GeleitError } from '../../platform/errors';
import { BackupError } from './backup-error';

const closing = z.looseObject({
  id: z.string().regex(/^\d+$/),
  tx: z.string().regex(/^\d+$/),
  at: z.string(),
  fact: z.looseObject({ table: z.string(), how: z.enum(['INSERT', 'UPDATE', 'DELETE']) }),
});

/** Something that was closed: where, and the ids, states and times that are needed to close it again. */
export type Closing = z.infer<typeof closing>;

interface Found {
  readonly found: { readonly horizon: string; readonly closings: readonly Closing[] };
}

/**
 * The journal of one process beside the database: a line for each thing that was closed, on disk before who decided it gets
 * an answer. Everything that the database still remembers is in the journal of every process.
 */
export class Journal {
  private since = 0n;
  private readonly written = new Map<string, bigint>();
  private last: Promise<void> = Promise.resolve();
  private next: Promise<void> | undefined;

  private constructor(
    private readonly file: FileHandle,
    private readonly database: Pick<Database, 'maintain'>,
  ) {}

  /** @param folder for the journals of all processes @throws ConfigError if nothing can be written there */
  static async open(folder: string, database: Pick<Database, 'maintain'>): Promise<Journal> {
    const name = `closings-${new Date().toISOString().replaceAll(':', '')}-${randomUUID().slice(0, 8)}.jsonl`;
    const file = await mkdir(folder, { recursive: true, mode: 0o700 })
      .then(() => open(join(folder, name), 'ax', 0o600))
      .catch(refuse);
    const journal = new Journal(file, database);
    await journal.flush();
    return journal;
  }

  /**
   * Writes down what was committed so far. Whoever comes while it is at work gets the next turn, which sees their commit too.
   * @throws GeleitError UNAVAILABLE: what was decided holds, but would be lost with the database
   */
  flush(): Promise<void> {
    if (!this.next) {
      const turn = this.last.then(() => {
        this.next = undefined;
        return this.write();
      });
      this.last = turn.catch(() => undefined);
      this.next = turn;
    }
    return this.next;
  }

  async close(): Promise<void> {
    await this.flush().catch(() => undefined);
    await this.file.close();
  }

  private async write(): Promise<void> {
    try {
      const [row] = await this.database.maintain<Found & Record<string, never>>(
        `select core.closings(${this.since}) as found`,
      );
      const { horizon, closings } = row!.found;
      const fresh = closings.filter(({ id }) => !this.written.has(id));
      if (fresh.length > 0) {
        // A line that was cut short by a full disk ends here.
        await this.file.appendFile(`\n${fresh.map((each) => JSON.stringify(each)).join('\n')}\n`);
        await this.file.datasync();
      }
      for (const { id, tx } of fresh) this.written.set(id, BigInt(tx));
      this.since = BigInt(horizon);
      for (const [id, tx] of this.written) if (tx < this.since) this.written.delete(id);
    } catch {
      throw new GeleitError('UNAVAILABLE', 'The journal of decisions cannot be written at the moment.');
    }
  }
}

function refuse(): never {
  const remedy = 'Use the path of a directory on another disk than the database, in which the hub may write';
  throw new ConfigError([{ variable: 'DECISION_JOURNAL', problem: 'cannot be written', remedy }]);
}

/**
 * Reads journals, each a file or a folder of them: every closing once, in order.
 * @throws BackupError JOURNAL_NOT_READABLE
 */
export async function readJournals(paths: readonly string[]): Promise<readonly Closing[]> {
  const closings = new Map<string, Closing>();
  for (const path of await journalsIn(paths)) {
    const lines = (await readFile(path, 'utf8')).split('\n');
    for (const line of lines) {
      const read = parsed(line);
      if (read) closings.set(read.id, read);
      // Cut short when the process was killed or the disk was full: it was never acknowledged so.
      else if (line !== '' && isWhole(line)) throw notReadable(path);
    }
  }
  return [...closings.values()].sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
}

async function journalsIn(paths: readonly string[]): Promise<string[]> {
  const files: string[] = [];
  for (const path of paths) {
    const found = await stat(path).catch(() => undefined);
    if (!found) throw notReadable(path);
    if (!found.isDirectory()) files.push(path);
    else files.push(...(await readdir(path)).filter((name) => name.endsWith('.jsonl')).map((name) => join(path, name)));
  }
  return files;
}

function parsed(line: string): Closing | undefined {
  try {
    return closing.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}

const isWhole = (line: string): boolean => line.startsWith('{') && line.endsWith('}');
const notReadable = (path: string) => new BackupError('JOURNAL_NOT_READABLE', `${path} is no journal of closings.`);
