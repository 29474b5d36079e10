import type { ClientBase } from 'pg';
import { codeDifference, codeStanding, foundCode, setMark } from './code-state';
import type { CodeKind, CodeObject } from './code-object';
import type { FoundCode } from './found-code';
import { markOf } from './standing';

/**
 * Brings functions, triggers and policies to those of this version: makes what differs from its fingerprint, and drops what
 * nobody has declared. All of it is one transaction, so that no request ever meets half of it. Runs with the owner's
 * connection after the migrations.
 * @returns what was made or dropped
 */
export async function applyCode(owner: ClientBase, wanted: readonly CodeObject[]): Promise<string[]> {
  const before = await foundCode(owner);
  if (codeStanding(wanted, before) === 'SAME') return [];
  await owner.query('begin');
  try {
    const changed = await applyWithin(owner, wanted, before);
    await owner.query('commit');
    return changed;
  } catch (error) {
    await owner.query('rollback').catch(() => undefined);
    throw error;
  }
}

async function applyWithin(owner: ClientBase, wanted: readonly CodeObject[], before: readonly FoundCode[]) {
  const first = codeDifference(wanted, before);
  const functions = first.stale.filter(({ kind }) => kind === 'function');
  await applyFunctions(owner, functions);
  const strays = [...first.strays, ...(await overloads(owner, functions))];
  await drop(owner, [...strays, ...(await dependentsOf(owner, strays))]);
  // What hung on a function that was dropped is missing now.
  const { stale } = codeDifference(wanted, await foundCode(owner));
  for (const object of stale) if (object.kind !== 'function') await applyOne(owner, object);
  const applied = new Map([...functions, ...stale].map((object) => [`${object.kind} ${object.name}`, object]));
  const marks = (await foundCode(owner)).flatMap(({ kind, name, identity, state }) => {
    const object = applied.get(`${kind} ${name}`);
    return object ? [`comment on ${kind} ${identity} is '${markOf('code', object.fingerprint, state)}'`] : [];
  });
  if (marks.length > 0) await owner.query(marks.join(';\n'));
  const set = (await foundCode(owner)).find(({ kind }) => kind === 'set')!;
  await owner.query(`comment on schema core is '${setMark(wanted, set.state)}'`);
  return [...applied.keys(), ...strays.map(({ kind, identity }) => `${kind} ${identity}`)];
}

/** Twice: functions call each other, so only once all are there can PostgreSQL check what each of them says. */
async function applyFunctions(owner: ClientBase, functions: readonly CodeObject[]): Promise<void> {
  if (functions.length === 0) return;
  const all = functions.map(({ sql }) => sql).join(';\n');
  await owner.query(`set local check_function_bodies = off;\n${all}`);
  for (const { identity, role } of await grantees(owner, functions))
    await owner.query(`revoke all on function ${identity} from ${role}`);
  await owner.query(`set local check_function_bodies = on;\n${all}`);
}

/** The functions that this transaction has made; those of the same name that it has not are others. */
const MADE_NOW = `p.xmin = pg_current_xact_id()::xid`;
const NAMED = `from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname || '.' || p.proname = any($1)`;

const namesOf = (functions: readonly CodeObject[]) => [functions.map(({ name }) => name)];

/** Whoever may call them besides their owner: a file grants anew. */
async function grantees(owner: ClientBase, functions: readonly CodeObject[]) {
  const { rows } = await owner.query<{ identity: string; role: string }>(
    `select distinct f.identity, case a.grantee when 0 then 'public' else quote_ident(pg_get_userbyid(a.grantee)) end as role
     from (select p.oid::regprocedure::text as identity, p.proowner, coalesce(p.proacl, acldefault('f', p.proowner)) as acl
       ${NAMED} and ${MADE_NOW}) f cross join lateral aclexplode(f.acl) a where a.grantee <> f.proowner`,
    namesOf(functions),
  );
  return rows;
}

async function overloads(
  owner: ClientBase,
  functions: readonly CodeObject[],
): Promise<Pick<FoundCode, 'kind' | 'identity'>[]> {
  const { rows } = await owner.query<{ kind: 'function'; identity: string }>(
    `select 'function' as kind, p.oid::regprocedure::text as identity ${NAMED} and not ${MADE_NOW}`,
    namesOf(functions),
  );
  return rows;
}

/** Triggers and policies that use a function which goes. */
async function dependentsOf(owner: ClientBase, strays: readonly Pick<FoundCode, 'kind' | 'identity'>[]) {
  const gone = strays.filter(({ kind }) => kind === 'function').map(({ identity }) => identity);
  const { rows } = await owner.query<{ kind: CodeKind; identity: string }>(
    `select distinct k.kind, format('%I on %s', k.name, k.on_table::regclass) as identity from pg_depend d join (
       select 'pg_trigger'::regclass as class, oid, 'trigger' as kind, tgname as name, tgrelid as on_table from pg_trigger where tgparentid = 0
       union all select 'pg_policy'::regclass, oid, 'policy', polname, polrelid from pg_policy) k
     on k.class = d.classid and k.oid = d.objid
     where d.refclassid = 'pg_proc'::regclass and d.refobjid = any($1::regprocedure[])`,
    [gone],
  );
  return rows;
}

const LAST: readonly FoundCode['kind'][] = ['policy', 'trigger', 'function'];

async function drop(owner: ClientBase, objects: readonly Pick<FoundCode, 'kind' | 'identity'>[]): Promise<void> {
  for (const { kind, identity } of [...objects].sort((a, b) => LAST.indexOf(a.kind) - LAST.indexOf(b.kind)))
    await owner.query(`drop ${kind === 'function' ? 'routine' : kind} if exists ${identity}`);
}

async function applyOne(owner: ClientBase, { kind, name, sql }: CodeObject): Promise<void> {
  const [, table, own] = /^(\w+\.\w+)\.(\w+)$/.exec(name)!;
  if (kind === 'policy') await owner.query(`drop policy if exists ${own} on ${table}`);
  await owner.query(sql);
}
