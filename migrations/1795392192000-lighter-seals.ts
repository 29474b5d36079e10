import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What this migration changes in functions of before: function, what stands there, what stands there then. */
const CHANGES: readonly (readonly [name: string, before: string, after: string])[] = [
  // Hashed before they are sorted: whole entries were sorted by way of files, which took longer than hashing them.
  [
    'seal_access_log()',
    `array_agg(core.access_entry_hash(e) order by e.id) into ids, hashes
          from core.access_entry e where e.id > coalesce(last.until_id, 0) and e.id <= upto
            and e.tx >= case when last.until_id is null then coalesce(last.until_tx, 0) else 0 end;`,
    `array_agg(e.hash order by e.id) into ids, hashes
          from (select a.id, core.access_entry_hash(a) as hash
            from core.access_entry a where a.id > coalesce(last.until_id, 0) and a.id <= upto
              and a.tx >= case when last.until_id is null then coalesce(last.until_tx, 0) else 0 end offset 0) e;`,
  ],
  [
    'ensure_access_partitions(integer)',
    `execute format('alter table core.%I enable row level security', child);`,
    `execute format('alter table core.%I enable row level security', child);
            execute format('alter table core.%I alter column fields set statistics 0,
              alter column asked set statistics 0, alter column permitted set statistics 0', child);`,
  ],
];

/** By these columns nothing is ever looked for, but PostgreSQL gathered what values they have whenever the log had grown. */
const UNSEARCHED: readonly (readonly [table: string, columns: readonly string[]])[] = [
  ['access_entry', ['fields', 'asked', 'permitted']],
  ['access_seal', ['entry_ids', 'entry_hashes']],
];

/** Sealing the access log, and keeping statistics of it, at a fraction of what they cost beside much reading. */
export class LighterSeals1795392192000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [name, before, after] of CHANGES) await replaceIn(runner, name, before, after);
    await setStatistics(runner, '0');
    // Hashes do not get shorter by being compressed.
    await runner.query(`alter table core.access_seal alter column entry_hashes set storage external`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table core.access_seal alter column entry_hashes set storage extended`);
    await setStatistics(runner, '-1');
    for (const [name, before, after] of [...CHANGES].reverse()) await replaceIn(runner, name, after, before);
  }
}

async function setStatistics(runner: QueryRunner, target: string): Promise<void> {
  for (const [table, columns] of UNSEARCHED) {
    const changes = columns.map((column) => `alter column ${column} set statistics ${target}`);
    await runner.query(`alter table core.${table} ${changes.join(', ')}`);
  }
}

/** Changes one part of a function and leaves the rest as it is. */
async function replaceIn(runner: QueryRunner, name: string, before: string, after: string): Promise<void> {
  const [{ source }] = (await runner.query(`select pg_get_functiondef($1::regprocedure) as source`, [
    `core.${name}`,
  ])) as [{ source: string }];
  if (!source.includes(before)) throw new Error(`core.${name} is not as this migration expects it.`);
  await runner.query(source.replace(before, () => after));
}
