import { Client } from 'pg';
import type { TestDatabase } from './database';

/** The whole months of the two years before this month, the oldest first. */
export const TWO_YEARS: readonly number[] = Array.from({ length: 24 }, (_, ago) => 24 - ago);

/**
 * Makes months of the access log as they would have been, with three entries about a person in each: nobody waits two
 * years.
 * @param monthsAgo whole months before this one, the oldest first
 */
export async function writePastLog(
  database: TestDatabase,
  personId: string,
  monthsAgo: readonly number[],
): Promise<void> {
  const owner = new Client({ connectionString: database.ownerUrl });
  await owner.connect();
  try {
    await owner.query('alter table core.access_entry no force row level security');
    for (const months of monthsAgo) await writeMonth(owner, personId, months);
    await owner.query('alter table core.access_entry force row level security');
  } finally {
    await owner.end();
  }
}

async function writeMonth(owner: Client, personId: string, monthsAgo: number): Promise<void> {
  const month = `date_trunc('month', now()) - interval '${monthsAgo} months'`;
  const { rows } = await owner.query<{ name: string; begins: string; ends: string }>(
    `select 'access_entry_' || to_char(${month}, 'YYYY_MM') as name, (${month})::text as begins,
       (${month} + interval '1 month')::text as ends`,
  );
  const { name, begins, ends } = rows[0]!;
  await owner.query('select core.add_access_partition($1, $2, $3)', [name, begins, ends]);
  await owner.query(
    `insert into core.access_entry (at, request_id, institution, actor, role, event, person_id, fields, asked, permitted)
     select ${month} + interval '10 days', gen_random_uuid(), 'city', 'kit', 'counsellor', 'READ', $1, '{Contact.phone}',
       '{CONTACT}', '{"CONTACT": ["OWN_RECORD"]}' from generate_series(1, 3)`,
    [personId],
  );
  await owner.query('select core.seal_access_log()');
}
