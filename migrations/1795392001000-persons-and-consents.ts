import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Persons, their links to institutions, consents and the compiled grants, with their locks. The lock of `person_link` follows from its declaration. */
export class PersonsAndConsents1795392001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table core.person (
        id uuid not null default gen_random_uuid(),
        created_by text not null,
        created_at timestamptz not null default now(),
        constraint "PK_5fdaf670315c4b7e70cce85daa3" primary key (id)
      )
    `);
    await runner.query(`
      create table core.consent (
        id uuid not null default gen_random_uuid(),
        person_id uuid not null,
        version integer not null default 1,
        state text not null,
        recipients text array not null,
        categories text array not null,
        purposes text array not null,
        given_at timestamptz,
        valid_from timestamptz not null,
        valid_until timestamptz not null,
        ended_at timestamptz,
        captured_by text,
        consent_number text,
        language text,
        recorded_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        constraint consent_natural_key unique (captured_by, consent_number),
        constraint "PK_9115e8d6b082d4fc46d56134d29" primary key (id)
      )
    `);
    await runner.query(`create index consent_by_person on core.consent (person_id, recorded_at)`);
    await runner.query(`
      create table core.consent_event (
        consent_id uuid not null,
        version integer not null,
        person_id uuid not null,
        state_before text,
        state_after text not null,
        at timestamptz not null default now(),
        actor text not null,
        institution text,
        snapshot jsonb not null,
        constraint "PK_3c9bcc191c1b2ba86010443a1a0" primary key (consent_id, version)
      )
    `);
    await runner.query(`
      create table core.consent_grant (
        person_id uuid not null,
        recipient text not null,
        purpose text not null,
        category text not null,
        consent_id uuid not null,
        consent_version integer not null,
        valid_from timestamptz not null,
        valid_until timestamptz not null,
        ended text,
        constraint "PK_a729e688fc63f03b57ac735913c" primary key (person_id, recipient, purpose, category, consent_id)
      )
    `);
    await runner.query(`create index consent_grant_by_recipient on core.consent_grant (recipient, person_id)`);
    await runner.query(`create index consent_grant_by_consent on core.consent_grant (consent_id)`);
    await runner.query(`
      create table core.idempotency_key (
        institution text not null,
        key text not null,
        operation text not null,
        input_hash text not null,
        record_id uuid not null,
        used_at timestamptz not null default now(),
        constraint "PK_086ca1ae7ca65175e446787bd83" primary key (institution, key)
      )
    `);
    await runner.query(
      `alter table core.consent add constraint consent_person_fk foreign key (person_id) references core.person(id)`,
    );
    await runner.query(`
      create table core.person_link (
        id uuid not null default gen_random_uuid(),
        version integer not null default 1,
        recorded_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        person_id uuid not null,
        institution text not null,
        file_number text not null,
        since date,
        constraint person_link_natural_key unique (institution, file_number),
        constraint person_link_by_institution_person_id unique (institution, person_id),
        constraint "PK_b3aac1de465dad1451887828f2c" primary key (id)
      )
    `);
    await runner.query(`create index person_link_by_person on core.person_link (person_id)`);
    await runner.query(
      `alter table core.person_link add constraint person_link_person_fk foreign key (person_id) references core.person(id)`,
    );
    await runner.query(`alter table core.person enable row level security`);
    await runner.query(`alter table core.person force row level security`);
    await runner.query(`alter table core.consent enable row level security`);
    await runner.query(`alter table core.consent force row level security`);
    await runner.query(`alter table core.consent_event enable row level security`);
    await runner.query(`alter table core.consent_event force row level security`);
    await runner.query(`alter table core.consent_grant enable row level security`);
    await runner.query(`alter table core.consent_grant force row level security`);
    await runner.query(`alter table core.idempotency_key enable row level security`);
    await runner.query(`alter table core.idempotency_key force row level security`);
    await runner.query(`grant select, insert on core.person, core.idempotency_key to geleit_app`);
    await runner.query(`grant select, insert, update on core.consent to geleit_app`);
    await runner.query(`grant select on core.consent_grant, core.consent_event to geleit_app`);
    await runner.query(`
      create policy geleit_select on core.person for select to geleit_app using (
        id = (select nullif(core.setting('person'), '-')::uuid)
        or ((select current_setting('geleit.role') in ('counsellor', 'case-manager', 'service')) and (
          (select true from core.person_link l
              where l.person_id = person.id and l.institution = (select current_setting('geleit.institution')) limit 1)
          or (select true from core.consent_grant c
              where c.person_id = person.id and c.recipient = (select current_setting('geleit.institution'))
                and c.ended is null and c.valid_from <= now() and c.valid_until > now() limit 1)))
      )
    `);
    await runner.query(`
      create policy geleit_insert on core.person for insert to geleit_app
        with check (created_by = (select current_setting('geleit.institution')) and (select current_setting('geleit.role') in ('counsellor', 'case-manager', 'service')))
    `);
    await runner.query(`
      create policy geleit_select on core.consent for select to geleit_app using (
        person_id = (select nullif(core.setting('person'), '-')::uuid)
        or ((captured_by = (select current_setting('geleit.institution')) or (select current_setting('geleit.institution')) = any(recipients))
          and (select current_setting('geleit.role') in ('counsellor', 'case-manager', 'service', 'data-protection-officer')))
      )
    `);
    await runner.query(`
      create policy geleit_insert on core.consent for insert to geleit_app with check (
        (person_id = (select nullif(core.setting('person'), '-')::uuid) and captured_by is null)
        or (captured_by = (select current_setting('geleit.institution')) and (select current_setting('geleit.role') in ('counsellor', 'case-manager', 'service')) and (select true from core.person_link l
          where l.person_id = consent.person_id and l.institution = (select current_setting('geleit.institution')) limit 1))
      )
    `);
    await runner.query(`
      create policy geleit_update on core.consent for update to geleit_app
        using (person_id = (select nullif(core.setting('person'), '-')::uuid) or (captured_by = (select current_setting('geleit.institution')) and (select current_setting('geleit.role') in ('counsellor', 'case-manager', 'service'))))
        with check (person_id = (select nullif(core.setting('person'), '-')::uuid) or (captured_by = (select current_setting('geleit.institution')) and (select current_setting('geleit.role') in ('counsellor', 'case-manager', 'service'))))
    `);
    await runner.query(`
      create policy geleit_select on core.consent_event for select to geleit_app using (
        (select true from core.consent c where c.id = consent_event.consent_id limit 1)
      )
    `);
    await runner.query(
      `create policy geleit_select on core.idempotency_key for select to geleit_app using (institution = (select current_setting('geleit.institution')))`,
    );
    await runner.query(
      `create policy geleit_insert on core.idempotency_key for insert to geleit_app with check (institution = (select current_setting('geleit.institution')))`,
    );
    // A consent's history and its grants follow from the consent itself, so that no other code can write a grant that no
    // consent gives, or change a consent without a trace.
    await runner.query(`
      create function core.consent_changed() returns trigger
      language plpgsql security definer set search_path = pg_catalog as $$
      begin
        insert into core.consent_event
            (consent_id, version, person_id, state_before, state_after, actor, institution, snapshot)
          values (new.id, new.version, new.person_id, case when tg_op = 'UPDATE' then old.state end, new.state,
            core.setting('actor'), nullif(core.setting('institution'), '-'), to_jsonb(new));
        if tg_op = 'UPDATE' then
          delete from core.consent_grant where consent_id = new.id;
        end if;
        -- REQUESTED and REFUSED give nothing; what has ended keeps its rows, so that the reason of a denial can be told.
        insert into core.consent_grant
            (person_id, recipient, purpose, category, consent_id, consent_version, valid_from, valid_until, ended)
          select new.person_id, recipient, purpose, category, new.id, new.version, new.valid_from, new.valid_until,
            case when new.state not in ('GIVEN', 'RENEWED') then new.state end
          from unnest(new.recipients) recipient, unnest(new.purposes) purpose, unnest(new.categories) category
          where new.state in ('GIVEN', 'RENEWED', 'WITHDRAWN', 'REVOKED', 'EXPIRED', 'INVALIDATED');
        return null;
      end $$
    `);
    await runner.query(`
      create trigger consent_changed after insert or update on core.consent
        for each row execute function core.consent_changed()
    `);
    await runner.query('revoke all on function core.consent_changed() from public');
    await runner.query(`
      create policy geleit_select on core.consent_grant for select to geleit_app using (
        recipient = (select current_setting('geleit.institution'))
        or person_id = (select nullif(core.setting('person'), '-')::uuid)
      )
    `);
    for (const table of ['core.consent_grant', 'core.consent_event']) {
      await runner.query(`create policy owner_all on ${table} to current_user using (true) with check (true)`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function core.consent_changed() cascade');
    // Locks of one table look at others.
    await runner.query('drop table core.person_link cascade');
    await runner.query('drop table core.idempotency_key cascade');
    await runner.query('drop table core.consent_grant cascade');
    await runner.query('drop table core.consent_event cascade');
    await runner.query('drop table core.consent cascade');
    await runner.query('drop table core.person cascade');
  }
}
