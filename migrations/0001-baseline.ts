import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { projectRoot } from '../src/platform/config/project-root';

/** SHA-256 works on blocks of this size. */
const BLOCK = 64;

/** All tables, columns, constraints, indices and grants of the first release; functions, triggers and policies are files in `database/`. */
export class Baseline0000000000001 implements Pick<MigrationInterface, 'up'> {
  async up(runner: QueryRunner): Promise<void> {
    const directory = join(projectRoot(), 'migrations', '0001-baseline');
    const run = (file: string) => runner.query(readFileSync(join(directory, file), 'utf8'));
    const files = readdirSync(directory).sort();
    for (const file of files.slice(0, -1)) await run(file);
    await runner.query(
      `insert into core.clock_mark (name, at, id) values ('ended consents', '-infinity', '00000000-0000-0000-0000-000000000000')`,
    );
    // The key of a keyed hash (HMAC, RFC 2104), already with both of its pads; it never leaves the database.
    const key = randomBytes(BLOCK);
    const pad = (byte: number) => Buffer.from(key.map((each) => each ^ byte));
    await runner.query(`insert into core.erasure_key (inner_pad, outer_pad) values ($1, $2)`, [pad(0x36), pad(0x5c)]);
    // Last: row level security holds the owner, too, and nothing is open before `geleit migrate` has made the policies.
    await run(files.at(-1)!);
  }
}
