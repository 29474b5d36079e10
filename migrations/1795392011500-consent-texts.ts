import type { MigrationInterface, QueryRunner } from 'typeorm';

const ROLE = `(select core.setting('role'))`;
const ACTOR = `(select current_setting('geleit.actor'))`;

/** Versioned wording of consents. What a person has read never changes: only the state of a text does. */
export class ConsentTexts1795392011500 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table core.consent_text (
        id uuid not null default gen_random_uuid(),
        purpose text not null,
        language text not null,
        version integer not null,
        change text not null,
        title text not null,
        body text not null,
        if_refused text not null,
        rights text not null,
        hash text not null,
        binding_hash text,
        state text not null default 'DRAFT',
        author text not null,
        created_at timestamptz not null default now(),
        reviewed_by text,
        reviewed_at timestamptz,
        activated_at timestamptz,
        retired_at timestamptz,
        constraint "PK_consent_text" primary key (id),
        constraint consent_text_natural_key unique (purpose, language, version),
        constraint consent_text_reviewed check (state = 'DRAFT' or reviewed_at is not null),
        constraint consent_text_four_eyes check (reviewed_by <> author)
      )
    `);
    await runner.query(`alter table core.consent_text enable row level security`);
    await runner.query(`alter table core.consent_text force row level security`);
    await runner.query(`grant select, insert on core.consent_text to geleit_app`);
    await runner.query(`grant update (reviewed_by, reviewed_at) on core.consent_text to geleit_app`);
    await runner.query(
      `create policy geleit_select on core.consent_text for select to geleit_app using (${ROLE} is not null)`,
    );
    await runner.query(`
      create policy geleit_insert on core.consent_text for insert to geleit_app with check (
        ${ROLE} in ('data-protection-officer', 'administrator') and author = ${ACTOR} and state = 'DRAFT' and reviewed_at is null)
    `);
    await runner.query(`
      create policy geleit_update on core.consent_text for update to geleit_app
        using (${ROLE} = 'data-protection-officer' and state = 'DRAFT')
        with check (${ROLE} = 'data-protection-officer' and reviewed_by = ${ACTOR})
    `);
    await runner.query(`create policy owner_all on core.consent_text to current_user using (true) with check (true)`);
    await this.activation(runner);
  }

  private async activation(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function core.consents_under_wording(of_purpose text, of_version integer)
      returns table (consent_id uuid, recipients text[], categories text[], stays boolean)
      language sql stable security definer set search_path = pg_catalog as $$
        -- Living consents for the purpose, and whether they outlive this version of its wording: all do where the change is
        -- editorial; where it is material, those do not that rest on an older version. Names no person.
        select c.id, c.recipients, c.categories, n.change = 'EDITORIAL' or not exists (
            select from core.consent_text t where t.id = any(c.text_ids) and t.purpose = n.purpose and t.version < n.version)
        from core.consent_text n join core.consent c on n.purpose = any(c.purposes)
        where n.purpose = of_purpose and n.version = of_version and n.language = 'de'
          and c.state in ('GIVEN', 'RENEWED') and c.valid_until > now()
          and core.setting('role') = 'data-protection-officer'
        order by 4, c.id
      $$
    `);
    await runner.query(`
      create function core.activate_wording(of_purpose text, of_version integer) returns integer
      language plpgsql security definer set search_path = pg_catalog as $$
      declare
        binding core.consent_text;
        shrunk integer;
      begin
        if core.setting('role') <> 'data-protection-officer' then
          raise exception 'geleit: no entitled role' using errcode = '42501';
        end if;
        perform pg_advisory_xact_lock(hashtext('geleit.wording ' || of_purpose));
        select * into binding from core.consent_text
          where purpose = of_purpose and version = of_version and language = 'de';
        -- NULL: there is nothing that could be activated.
        if binding.id is null or binding.reviewed_at is null or binding.state = 'RETIRED' or exists (select
            from core.consent_text t where t.purpose = of_purpose and t.state = 'ACTIVE' and t.version > of_version) then
          return null;
        end if;
        -- Of an active version only further translations can be activated: consents rest on it already.
        update core.consent c set
            purposes = case when cardinality(c.purposes) > 1 then array_remove(c.purposes, of_purpose) else c.purposes end,
            state = case when cardinality(c.purposes) > 1 then c.state else 'REVOKED' end,
            ended_at = case when cardinality(c.purposes) > 1 then c.ended_at else now() end,
            end_reason = case when cardinality(c.purposes) > 1 then c.end_reason else 'NEW_WORDING' end,
            version = c.version + 1, updated_at = now()
          from core.consents_under_wording(of_purpose, of_version) u
          where u.consent_id = c.id and not u.stays and binding.state = 'DRAFT';
        get diagnostics shrunk = row_count;
        update core.consent_text set state = 'RETIRED', retired_at = now()
          where purpose = of_purpose and version < of_version and state <> 'RETIRED' and reviewed_at is not null;
        update core.consent_text set state = 'ACTIVE', activated_at = now()
          where purpose = of_purpose and version = of_version and state = 'DRAFT' and reviewed_at is not null
            and (language = 'de' or binding_hash = binding.hash);
        return shrunk;
      end $$
    `);
    for (const signature of ['consents_under_wording(text, integer)', 'activate_wording(text, integer)']) {
      await runner.query(`revoke all on function core.${signature} from public`);
      await runner.query(`grant execute on function core.${signature} to geleit_app`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function core.activate_wording(text, integer)');
    await runner.query('drop function core.consents_under_wording(text, integer)');
    await runner.query('drop table core.consent_text');
  }
}
