import type { TestDatabase } from './database';

/** The schemas of the hub; what lies elsewhere is PostgreSQL's own or the list of migrations. */
export const SCHEMAS = ['core', 'city', 'jobcenter', 'employment_agency', 'caritas'];

/** A table as PostgreSQL itself knows it. */
export interface CatalogueTable {
  readonly table: string;
  /** Refers to a person: is `core.person`, has a column `person_id` or a foreign key to it, or is a partition of such. */
  readonly about_persons: boolean;
  readonly is_partition: boolean;
  readonly locked: boolean;
  readonly forced: boolean;
  readonly owner: string;
  /** `select using (…)`: command and condition of the policies for the hub's role. */
  readonly policies: readonly string[];
  /** What the hub's role may do, e.g. `SELECT`, be it with some of the columns alone. */
  readonly privileges: readonly string[];
}

/** All tables, views and partitions of the hub. */
export function tables(database: TestDatabase): Promise<CatalogueTable[]> {
  return database.asOwner<CatalogueTable>(
    `with recursive about(oid) as (
       select 'core.person'::regclass::oid
       union select attrelid from pg_attribute where attname = 'person_id' and not attisdropped
       union select conrelid from pg_constraint where contype = 'f' and confrelid = 'core.person'::regclass
       union select inhrelid from pg_inherits join about on inhparent = about.oid)
     select c.oid::regclass::text as table, c.oid in (select oid from about) as about_persons,
       c.relispartition as is_partition, c.relrowsecurity as locked, c.relforcerowsecurity as forced,
       pg_get_userbyid(c.relowner) as owner,
       array(select p.cmd || ' ' || coalesce(p.qual, p.with_check) from pg_policies p
         where p.schemaname = n.nspname and p.tablename = c.relname and 'geleit_app' = any(p.roles)) as policies,
       array(select k from unnest('{SELECT,INSERT,UPDATE,DELETE,TRUNCATE,REFERENCES,TRIGGER}'::text[]) k
         where case when k in ('SELECT', 'INSERT', 'UPDATE', 'REFERENCES') then has_any_column_privilege('geleit_app', c.oid, k)
           else has_table_privilege('geleit_app', c.oid, k) end) as privileges
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = any($1) and c.relkind in ('r', 'p', 'v', 'm', 'f') order by 1`,
    [SCHEMAS],
  );
}
