import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Erases what a request for erasure was granted for, and tells those who received what was corrected, restricted or erased. */
export class ErasureAndNotices1795392036500 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createErasure(runner);
    await createNotices(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of [
      'add_rights_notices(uuid, text, text, boolean)',
      'erase_records(uuid, text[], text[])',
      'erasure_inventory(uuid, text[])',
      'erasable_request(uuid)',
    ]) {
      await runner.query(`drop function core.${name}`);
    }
  }
}

async function createErasure(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create function core.erasable_request(request uuid) returns core.rights_request
    language plpgsql security definer set search_path = pg_catalog as $$
    declare
      found core.rights_request;
    begin
      select * into found from core.rights_request r where r.id = request and r.kind = 'ERASURE'
        and r.state in ('OPEN', 'IN_PROGRESS') and r.institution = core.setting('institution')
        and core.setting('role') in ('counsellor', 'case-manager') for update;
      if found.id is null then raise exception 'geleit: nothing to erase' using errcode = '42501'; end if;
      -- Until the end of the transaction the lock of the owner opens to this person's records.
      perform set_config('geleit.marked_person', found.person_id::text, true);
      return found;
    end $$
  `);
  await runner.query(`
    create function core.erasure_inventory(request uuid, tables text[])
    returns table (name text, records integer, newest timestamptz)
    language plpgsql security definer set search_path = pg_catalog as $$
    declare
      asked core.rights_request := core.erasable_request(request);
    begin
      foreach name in array tables loop
        execute format('select count(*), max(t.updated_at) from %s t where t.person_id = $1 and coalesce(to_jsonb(t)->>''institution'', %L) = $2',
          core.record_table(name), replace(split_part(name, '.', 1), '_', '-')) into records, newest using asked.person_id, asked.institution;
        return next;
      end loop;
      perform set_config('geleit.marked_person', '', true);
    end $$
  `);
  await runner.query(`
    create function core.erase_records(request uuid, erased text[], restricted text[]) returns void
    language plpgsql security definer set search_path = pg_catalog as $$
    declare
      asked core.rights_request := core.erasable_request(request);
      name text;
      ids uuid[];
    begin
      foreach name in array erased || restricted loop
        execute format('select array_agg(t.id) from %s t where t.person_id = $1 and coalesce(to_jsonb(t)->>''institution'', %L) = $2',
          core.record_table(name), replace(split_part(name, '.', 1), '_', '-')) into ids using asked.person_id, asked.institution;
        if name = any(restricted) then
          execute format('update %s set restricted_at = now() where id = any($1) and restricted_at is null', core.record_table(name)) using ids;
        else
          execute format('delete from %s where id = any($1)', core.record_table(name)) using ids;
          delete from core.idempotency_key k where k.record_id = any(ids);
          -- What was proposed for, or noted about, an erased value goes with it.
          update core.rights_request_content c set words = null, proposed_value = null
            from core.rights_request r where r.id = c.request_id and r.record_id = any(ids);
        end if;
      end loop;
      perform set_config('geleit.marked_person', '', true);
    end $$
  `);
  await runner.query('revoke all on function core.erasable_request(uuid) from public');
  for (const name of ['erasure_inventory(uuid, text[])', 'erase_records(uuid, text[], text[])']) {
    await runner.query(`revoke all on function core.${name} from public`);
    await runner.query(`grant execute on function core.${name} to geleit_app`);
  }
}

async function createNotices(runner: QueryRunner): Promise<void> {
  // Art. 19 GDPR: the access log knows who received what. Own records were received from nobody.
  await runner.query(`
    create function core.add_rights_notices(request uuid, type text, category text, secret boolean) returns void
    language plpgsql security definer set search_path = pg_catalog as $$
    declare
      asked core.rights_request;
    begin
      select * into asked from core.rights_request r where r.id = request and r.institution = core.setting('institution')
        and r.kind in ('CORRECTION', 'RESTRICTION', 'ERASURE') and r.state in ('GRANTED', 'PARTLY_GRANTED')
        and r.answered_at = now() and r.answered_by = core.setting('actor');
      if asked.id is null then raise exception 'geleit: nothing to notify of' using errcode = '42501'; end if;
      insert into core.rights_notice (request_id, person_id, institution, kind, author, record_type, field,
          first_received_at, last_received_at)
        select asked.id, asked.person_id, e.institution, asked.kind, asked.institution, type, asked.field, min(e.at), max(e.at)
        from core.access_entry e
        where e.person_id = asked.person_id and e.event = 'READ' and e.institution <> asked.institution
          and e.permitted->category->>0 in ('CONSENT', 'STATUTE')
          and exists (select from unnest(e.fields) f where case when asked.field is null
            then starts_with(f, type || '.') else f = type || '.' || asked.field end)
          -- What was written under professional secrecy reached only those whom a consent released it to.
          and (not secret or exists (select from core.consent c where c.person_id = asked.person_id and c.secrecy_release
            and e.permitted->category ? c.id::text))
        group by e.institution;
    end $$
  `);
  await runner.query('revoke all on function core.add_rights_notices(uuid, text, text, boolean) from public');
  await runner.query('grant execute on function core.add_rights_notices(uuid, text, text, boolean) to geleit_app');
}
