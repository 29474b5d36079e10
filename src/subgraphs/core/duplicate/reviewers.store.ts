import type { ClientBase } from 'pg';
import type { Policy } from '../../../access/policy/policy';

/** Tells the database whom the policy names to review possible duplicates, for row level security. Runs at `geleit migrate`. */
export async function registerReviewers(owner: ClientBase, { duplicates }: Policy): Promise<void> {
  const reviewers = JSON.stringify(duplicates?.reviewers ?? []);
  await owner.query(
    `with named as materialized (
       select r.institution, r.role from jsonb_to_recordset($1::jsonb) as r(institution text, role text)),
     gone as (
       delete from core.duplicate_reviewer d where not exists (
         select from named n where (n.institution, n.role) = (d.institution, d.role)))
     insert into core.duplicate_reviewer (institution, role) select n.institution, n.role from named n
       on conflict do nothing`,
    [reviewers],
  );
}
