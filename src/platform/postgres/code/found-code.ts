import type { CodeKind } from './code-object';

/** SQL: a schema `n` of the hub, and none that is PostgreSQL's own or merely lists which migrations were run. */
export const IN_HUB = `n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast', 'public') and n.nspname not like 'pg\\_temp%'`;

/** What the database holds. */
export interface FoundCode extends Record<string, unknown> {
  /** SET: which objects there are that `migrate` has made. */
  readonly kind: CodeKind | 'set';
  readonly name: string;
  /** As SQL calls it: `core.setting(text)`, `noted on core.consent`. */
  readonly identity: string;
  readonly comment: string | null;
  readonly state: string;
  /** What nobody has declared lets something happen; a restrictive policy only ever closes. */
  readonly opens: boolean;
}

/** Comments of what `applyLocks` and `openToBackup` make and look after themselves. */
export const PART_OF_LOCK = 'part of the lock of';
export const FOR_BACKUPS = 'for backups only';
const LOOKED_AFTER = `coalesce(comment, '') !~ '^(geleit lock|${PART_OF_LOCK}|${FOR_BACKUPS})'`;

/** Roles go by name, and the owner as such: in another cluster, or after another owner took over, they have other numbers. */
const roleName = (role: string, owner: string): string =>
  `case ${role} when 0 then 'public' when ${owner} then 'owner' else pg_get_userbyid(${role})::text end`;

/** Partitions have the triggers of their parent and those that the function makes which adds them. */
const TABLES = `pg_class c on c.oid = %s and not c.relispartition join pg_namespace n on n.oid = c.relnamespace and ${IN_HUB}`;

export const FOUND_CODE_SQL = `with code(kind, name, identity, comment, state, opens) as (
  select 'function', n.nspname || '.' || p.proname, p.oid::regprocedure::text, obj_description(p.oid, 'pg_proc'),
    md5(concat_ws('|', pg_get_function_arguments(p.oid), pg_get_function_result(p.oid), p.prosrc, pg_get_function_sqlbody(p.oid),
      (select l.lanname from pg_language l where l.oid = p.prolang), p.prokind, p.prosecdef, p.provolatile, p.proparallel,
      p.proisstrict, p.proleakproof, p.procost, p.prorows, p.proconfig, p.proowner = n.nspowner,
      array(select concat_ws(' ', ${roleName('a.grantee', 'p.proowner')}, a.privilege_type, a.is_grantable)
        from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a where a.grantee <> p.proowner order by 1))), true
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace and ${IN_HUB} where p.prokind in ('f', 'p')
    and not exists (select from pg_depend e where e.classid = 'pg_proc'::regclass and e.objid = p.oid and e.deptype = 'e')
  union all
  select 'trigger', format('%s.%s.%s', n.nspname, c.relname, t.tgname), format('%I on %I.%I', t.tgname, n.nspname, c.relname),
    obj_description(t.oid, 'pg_trigger'), md5(concat_ws('|', t.tgenabled, pg_get_triggerdef(t.oid))), true
  from pg_trigger t join ${TABLES.replace('%s', 't.tgrelid')} where not t.tgisinternal and t.tgparentid = 0
  union all
  select 'policy', format('%s.%s.%s', n.nspname, c.relname, p.polname), format('%I on %I.%I', p.polname, n.nspname, c.relname),
    obj_description(p.oid, 'pg_policy'), md5(concat_ws('|', p.polcmd, p.polpermissive,
      array(select ${roleName('r', 'c.relowner')} from unnest(p.polroles) r order by 1),
      pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid))), p.polpermissive
  from pg_policy p join ${TABLES.replace('%s', 'p.polrelid')}),
ours as (select * from code where ${LOOKED_AFTER})
select kind, name, identity, comment, state, opens from ours
union all
select 'set', 'core', 'core', obj_description(n.oid, 'pg_namespace'), (select coalesce(md5(string_agg(kind || ' ' || identity, ','
  order by kind, identity)), '-') from ours where comment like 'geleit code %'), true
from pg_namespace n where n.nspname = 'core'`;
