import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Transfers of data to recipients that may retrieve none (sections 78 and 79 SGB X), and grants that know of them. */
export class Transfers1795392017000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table core.consent_grant add column released_by text array not null default '{}'`);
    await runner.query(`
      create table core.transfer (
        id uuid not null default gen_random_uuid(),
        person_id uuid not null,
        consent_id uuid not null,
        recipient text not null,
        categories text array not null,
        institution text,
        actor text not null,
        law text not null,
        notice text not null,
        notice_de text not null,
        transferred_at timestamptz not null default now(),
        constraint "PK_fd9ddbdd49a17afcbe014401295" primary key (id)
      )
    `);
    await runner.query(
      `alter table core.transfer add constraint transfer_person_fk foreign key (person_id) references core.person(id)`,
    );
    await runner.query(
      `alter table core.transfer add constraint transfer_consent_fk foreign key (consent_id) references core.consent(id)`,
    );
    await runner.query(`create index transfer_by_person on core.transfer (person_id)`);
    await runner.query(`create index transfer_by_consent on core.transfer (consent_id)`);
    await this.locks(runner);
    await this.rules(runner);
    await runner.query(`
      create or replace function core.compile_consent(consent core.consent) returns void
      language plpgsql security definer set search_path = pg_catalog as $$
      begin
        delete from core.consent_grant g where g.consent_id = consent.id;
        if core.lives(consent) then
          -- A permit minus the denials of every living consent of the person; two permits are never put together.
          insert into core.consent_grant (person_id, recipient, purpose, category, consent_id, consent_version,
              valid_from, valid_until, data_from, data_until, secrecy_released, released, released_by)
            select consent.person_id, recipient, purpose, category, consent.id, consent.version, lower(permitted), upper(permitted),
              consent.data_from, consent.data_until, consent.secrecy_release,
              -- The person hands over what anybody wrote; an institution transfers what it wrote itself.
              exists (select from core.transfer t where t.consent_id = consent.id and t.recipient = cell.recipient
                and t.institution is null and cell.category = any(t.categories)),
              array(select distinct t.institution from core.transfer t where t.consent_id = consent.id
                and t.recipient = cell.recipient and t.institution is not null and cell.category = any(t.categories) order by 1)
            from (select distinct r, p, c from unnest(consent.recipients) r, unnest(consent.purposes) p,
                unnest(consent.categories) c) as cell(recipient, purpose, category)
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
  }

  private async locks(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table core.transfer enable row level security`);
    await runner.query(`alter table core.transfer force row level security`);
    await runner.query(`grant select, insert on core.transfer to geleit_app`);
    const staff = `(select current_setting('geleit.role') in ('counsellor', 'case-manager', 'service'))`;
    const institution = `(select current_setting('geleit.institution'))`;
    const itself = `person_id = (select nullif(core.setting('person'), '-')::uuid)`;
    await runner.query(`
      create policy geleit_select on core.transfer for select to geleit_app using (
        ${itself} or (${institution} in (recipient, institution)
          and (${staff} or (select current_setting('geleit.role') = 'data-protection-officer')))
      )
    `);
    await runner.query(`
      create policy geleit_insert on core.transfer for insert to geleit_app with check (
        actor = (select current_setting('geleit.actor')) and ((${itself} and institution is null)
          or (institution = ${institution} and ${staff} and (select true from core.person_link l
            where l.person_id = transfer.person_id and l.institution = ${institution} limit 1)))
      )
    `);
    await runner.query(`create policy owner_select on core.transfer for select to current_user using (true)`);
    for (const [name, event] of [
      ['append_only', 'update or delete on core.transfer for each row'],
      ['append_only_all', 'truncate on core.transfer for each statement'],
    ]) {
      await runner.query(`create trigger ${name} before ${event} execute function core.refuse_change()`);
    }
  }

  /** A transfer lies within a living consent; the consent's grants then know of it, in the same transaction. */
  private async rules(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function core.transfer_made() returns trigger
      language plpgsql security definer set search_path = pg_catalog as $$
      declare
        given core.consent;
      begin
        -- Whoever changes this consent, or exceptions of the person, at this moment is waited for.
        perform pg_advisory_xact_lock_shared(hashtext('geleit.consent'), hashtext(new.person_id::text) & 255);
        select c.* into given from core.consent c where c.id = new.consent_id for no key update;
        if given.id is null or given.person_id <> new.person_id or not core.lives(given) or given.valid_until <= now()
            or new.recipient <> all(given.recipients) or cardinality(new.categories) = 0
            or not new.categories <@ given.categories or new.recipient is not distinct from new.institution then
          raise exception 'geleit: transfer_within_consent'
            using errcode = '23514', constraint = 'transfer_within_consent', table = 'transfer', schema = 'core';
        end if;
        perform core.compile_consent(given);
        return null;
      end $$
    `);
    await runner.query(`revoke all on function core.transfer_made() from public`);
    await runner.query(`
      create trigger transfer_made after insert on core.transfer for each row execute function core.transfer_made()
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create or replace function core.compile_consent(consent core.consent) returns void
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
    await runner.query('drop table core.transfer');
    await runner.query('drop function core.transfer_made()');
    await runner.query('alter table core.consent_grant drop column released_by cascade');
  }
}
