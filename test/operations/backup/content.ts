import { Client } from 'pg';
import { SCHEMAS } from '../../kit/catalogue';
import { asMaintainer, urlOf } from '../../kit/template';
import { workerId } from '../../kit/environment';

let made = 0;

/** An empty database of its own. */
export async function emptyDatabase(): Promise<{ readonly url: string; drop(): Promise<void> }> {
  const name = `geleit_restored_w${workerId()}_${(made += 1)}`;
  await asMaintainer((client) => client.query(`create database ${name}`));
  return {
    url: urlOf(name),
    drop: () =>
      asMaintainer(async (client) => void (await client.query(`drop database if exists ${name} with (force)`))),
  };
}

/** Every row of every table of the hub and of every partition, as texts in one order; sees past row level security. */
export async function contentOf(url: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ table: string }>(
      `select c.oid::regclass::text as table from pg_class c where c.relnamespace::regnamespace::text = any($1)
         and c.relkind in ('r', 'p') order by 1`,
      [SCHEMAS],
    );
    await client.query(`begin; set local timezone = 'UTC'`);
    const content = new Map<string, readonly string[]>();
    for (const { table } of rows) {
      await client.query(`alter table ${table} no force row level security`);
      const found = await client.query<{ row: string }>(`select to_jsonb(t)::text as row from ${table} t order by 1`);
      content.set(
        table,
        found.rows.map(({ row }) => row),
      );
    }
    await client.query('rollback');
    return content;
  } finally {
    await client.end();
  }
}

/** What else makes up the database: locks, triggers, constraints, functions, each with its fingerprint, privileges, and where sequences stand. */
export async function structureOf(url: string): Promise<readonly string[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client
      .query<{ what: string }>(
        `set timezone = 'UTC'; with t as (select c.* from pg_class c where c.relnamespace::regnamespace::text = any('{${SCHEMAS.join()}}'))
       select what from (
         select concat_ws(' ', 'table', oid::regclass, relkind, relrowsecurity, relforcerowsecurity, pg_get_expr(relpartbound, oid), relacl) as what from t
         union all select concat_ws(' ', 'trigger', pg_get_triggerdef(g.oid), g.tgenabled, obj_description(g.oid, 'pg_trigger')) from pg_trigger g join t on t.oid = g.tgrelid where not g.tgisinternal
         union all select concat_ws(' ', 'constraint', k.conrelid::regclass, pg_get_constraintdef(k.oid), k.convalidated) from pg_constraint k join t on t.oid = k.conrelid
         union all select concat_ws(' ', 'policy', schemaname, tablename, policyname, roles, cmd, qual, with_check) from pg_policies
         union all select concat_ws(' ', 'comment', p.polrelid::regclass, obj_description(p.oid, 'pg_policy')) from pg_policy p
         union all select concat_ws(' ', 'function', p.oid::regprocedure, p.proacl, md5(p.prosrc), obj_description(p.oid, 'pg_proc')) from pg_proc p where p.pronamespace::regnamespace::text = any('{${SCHEMAS.join()}}')
         union all select concat_ws(' ', 'schema', nspname, nspacl) from pg_namespace where nspname !~ '^pg_'
         union all select concat_ws(' ', 'sequence', schemaname, sequencename, last_value) from pg_sequences
       ) x order by 1`,
      )
      .then((results) => (results as unknown as { rows: { what: string }[] }[])[1]!);
    return rows.map(({ what }) => what);
  } finally {
    await client.end();
  }
}
