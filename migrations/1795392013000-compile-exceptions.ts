import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Grants that know of exceptions, of the period of the data, and of the release from professional secrecy. */
export class CompileExceptions1795392013000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // An exception can cut a grant in two, so that a cell of a consent may have more than one row.
    await runner.query(`alter table core.consent_grant drop constraint "PK_a729e688fc63f03b57ac735913c"`);
    await runner.query(`
      alter table core.consent_grant add constraint "PK_e723a7250306a234bf56248bd6a"
        primary key (person_id, recipient, purpose, category, consent_id, valid_from)
    `);
    await runner.query(
      `create index consent_with_exceptions on core.consent (person_id) where exceptions <> '[]'::jsonb`,
    );
    // The functions below run as the owner, whom forced row level security would show no consent.
    await runner.query(`create policy compiler_select on core.consent for select to current_user using (true)`);
    await runner.query(`
      create function core.lives(consent core.consent) returns boolean language sql immutable parallel safe as $$
        select consent.state in ('GIVEN', 'RENEWED') and consent.valid_from < consent.valid_until
      $$
    `);
    await runner.query(`
      create function core.names(words jsonb, word text) returns boolean language sql immutable parallel safe as $$
        -- What an exception does not name it means as a whole: "not to the jobcenter" is no data, for no purpose.
        select case when jsonb_typeof(words) = 'array' and words <> '[]'::jsonb then words @> to_jsonb(word) else true end
      $$
    `);
    await runner.query(`
      create function core.excepts(exceptions jsonb, recipient text, category text, purpose text)
      returns boolean language sql immutable parallel safe as $$
        select exists (select from jsonb_array_elements(exceptions) e
          where core.names(e->'recipients', recipient) and core.names(e->'categories', category)
            and core.names(e->'purposes', purpose))
      $$
    `);
    await runner.query(`
      create function core.compile_consent(consent core.consent) returns void
      language plpgsql security definer set search_path = pg_catalog as $$
      begin
        delete from core.consent_grant g where g.consent_id = consent.id;
        if core.lives(consent) then
          -- A permit minus the denials of every living consent of the person; two permits are never put together.
          insert into core.consent_grant (person_id, recipient, purpose, category, consent_id, consent_version,
              valid_from, valid_until, data_from, data_until, released, secrecy_released)
            select consent.person_id, recipient, purpose, category, consent.id, consent.version, lower(permitted), upper(permitted),
              consent.data_from, consent.data_until, false, consent.secrecy_release
            from (select distinct r from unnest(consent.recipients) r) as recipients(recipient),
              (select distinct p from unnest(consent.purposes) p) as purposes(purpose),
              (select distinct c from unnest(consent.categories) c) as categories(category)
              cross join lateral unnest(tstzmultirange(tstzrange(consent.valid_from, consent.valid_until)) - coalesce((
                select range_agg(tstzrange(other.valid_from, other.valid_until)) from core.consent other
                where other.person_id = consent.person_id and other.exceptions <> '[]'::jsonb and core.lives(other)
                  and core.excepts(other.exceptions, recipient, category, purpose)
              ), '{}')) permitted;
        elsif consent.state in ('WITHDRAWN', 'REVOKED', 'EXPIRED', 'INVALIDATED') then
          -- What has ended keeps its rows, so that the reason of a denial can be told.
          insert into core.consent_grant (person_id, recipient, purpose, category, consent_id, consent_version,
              valid_from, valid_until, ended, data_from, data_until, released, secrecy_released)
            select distinct consent.person_id, recipient, purpose, category, consent.id, consent.version, consent.valid_from, consent.valid_until,
              consent.state, consent.data_from, consent.data_until, false, consent.secrecy_release
            from unnest(consent.recipients) recipient, unnest(consent.purposes) purpose, unnest(consent.categories) category;
        end if;
      end $$
    `);
    await runner.query(`
      create or replace function core.consent_changed() returns trigger
      language plpgsql security definer set search_path = pg_catalog as $$
      declare
        changes_exceptions boolean := new.exceptions <> '[]'::jsonb
          or (tg_op = 'UPDATE' and old.exceptions <> '[]'::jsonb);
        -- A lock for each of some groups of persons, not for each person: an import of many must not fill the lock table.
        person_group integer := hashtext(new.person_id::text) & 255;
        other core.consent;
      begin
        insert into core.consent_event
            (consent_id, version, person_id, state_before, state_after, actor, institution, snapshot)
          values (new.id, new.version, new.person_id, case when tg_op = 'UPDATE' then old.state end, new.state,
            core.setting('actor'), nullif(core.setting('institution'), '-'), to_jsonb(new));
        -- Who changes exceptions is alone; all others go side by side, and a withdrawal waits for nobody.
        if changes_exceptions then
          perform pg_advisory_xact_lock(hashtext('geleit.consent'), person_group);
        elsif new.state in ('GIVEN', 'RENEWED') then
          perform pg_advisory_xact_lock_shared(hashtext('geleit.consent'), person_group);
        end if;
        perform core.compile_consent(new);
        if changes_exceptions then
          for other in select c.* from core.consent c where c.person_id = new.person_id and c.id <> new.id and core.lives(c) loop
            perform core.compile_consent(other);
          end loop;
        end if;
        return null;
      end $$
    `);
    await runner.query('revoke all on function core.compile_consent(core.consent) from public');
    await runner.query(`update core.consent_grant set released = false`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create or replace function core.consent_changed() returns trigger
      language plpgsql security definer set search_path = pg_catalog as $$
      begin
        insert into core.consent_event
            (consent_id, version, person_id, state_before, state_after, actor, institution, snapshot)
          values (new.id, new.version, new.person_id, case when tg_op = 'UPDATE' then old.state end, new.state,
            core.setting('actor'), nullif(core.setting('institution'), '-'), to_jsonb(new));
        if tg_op = 'UPDATE' then
          delete from core.consent_grant where consent_id = new.id;
        end if;
        insert into core.consent_grant
            (person_id, recipient, purpose, category, consent_id, consent_version, valid_from, valid_until, ended)
          select new.person_id, recipient, purpose, category, new.id, new.version, new.valid_from, new.valid_until,
            case when new.state not in ('GIVEN', 'RENEWED') then new.state end
          from unnest(new.recipients) recipient, unnest(new.purposes) purpose, unnest(new.categories) category
          where new.state in ('GIVEN', 'RENEWED', 'WITHDRAWN', 'REVOKED', 'EXPIRED', 'INVALIDATED');
        return null;
      end $$
    `);
    await runner.query('drop function core.compile_consent(core.consent)');
    await runner.query('drop function core.excepts(jsonb, text, text, text)');
    await runner.query('drop function core.names(jsonb, text)');
    await runner.query('drop function core.lives(core.consent)');
    await runner.query('drop policy compiler_select on core.consent');
    await runner.query('drop index core.consent_with_exceptions');
    await runner.query(`alter table core.consent_grant drop constraint "PK_e723a7250306a234bf56248bd6a"`);
    await runner.query(`
      alter table core.consent_grant add constraint "PK_a729e688fc63f03b57ac735913c"
        primary key (person_id, recipient, purpose, category, consent_id)
    `);
  }
}
