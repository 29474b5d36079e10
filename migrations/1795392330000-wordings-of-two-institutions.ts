import type { MigrationInterface, QueryRunner } from 'typeorm';

const ROLE = `(select core.setting('role'))`;
const ACTOR = `(select current_setting('geleit.actor'))`;
const INSTITUTION = `(select current_setting('geleit.institution'))`;
/** An institution that never receives anything is no controller of what is shared. */
const CONTROLLER = `${INSTITUTION} not in ('-', 'immigration-authority')`;
const OFFICER = `${ROLE} = 'data-protection-officer'`;
const AUTHOR = `${ROLE} in ('data-protection-officer', 'administrator') and author = ${ACTOR}`;
const KEPT = `purpose, language, version, change, title, body, if_refused, rights, hash, binding_hash, author,
  author_institution, reviewed_by, reviewed_at, reviewed_institution`;
const kept = (row: string): string => KEPT.replace(/\w+/g, (column) => `${row}.${column}`);

/**
 * A wording is for all institutions, which are joint controllers (Art. 26 GDPR): none alone writes, reviews and activates
 * it. What is active or retired stays so, although nobody wrote down whose it was; a draft with a review of that kind is
 * reviewed anew.
 */
export class WordingsOfTwoInstitutions1795392330000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `alter table core.consent_text add column author_institution text, add column reviewed_institution text`,
    );
    await runner.query(
      `update core.consent_text set reviewed_by = null, reviewed_at = null where state = 'DRAFT' and reviewed_at is not null`,
    );
    await runner.query(`
      alter table core.consent_text add constraint consent_text_two_institutions check (reviewed_at is null
        or (state <> 'DRAFT' and author_institution is null)
        or (reviewed_by is not null and coalesce(reviewed_institution <> author_institution, false)))
    `);
    await runner.query(`grant update (reviewed_institution) on core.consent_text to geleit_app`);
    await this.locks(
      runner,
      `${AUTHOR} and author_institution = ${INSTITUTION} and ${CONTROLLER} and state = 'DRAFT' and reviewed_at is null`,
      `${OFFICER} and reviewed_by = ${ACTOR} and reviewed_institution = ${INSTITUTION} and ${CONTROLLER}`,
    );
    await this.standing(runner);
    await this.inForce(runner);
    await runner.query(`
      create function core.outlives_wording(consent core.consent, wording core.consent_text) returns boolean
      language sql stable set search_path = pg_catalog as $$
        -- All consents outlive an editorial change; those do not outlive a material one that rest on an older version.
        select wording.change = 'EDITORIAL' or not exists (select from core.consent_text t
          where t.id = any(consent.text_ids) and t.purpose = wording.purpose and t.version < wording.version)
      $$
    `);
    await this.activation(runner);
    await runner.query(`drop function core.consents_under_wording(text, integer)`);
  }

  private async locks(runner: QueryRunner, drafting: string, reviewing: string): Promise<void> {
    for (const command of ['insert', 'update']) {
      await runner.query(`drop policy geleit_${command} on core.consent_text`);
    }
    await runner.query(
      `create policy geleit_insert on core.consent_text for insert to geleit_app with check (${drafting})`,
    );
    await runner.query(`
      create policy geleit_update on core.consent_text for update to geleit_app
        using (${OFFICER} and state = 'DRAFT') with check (${reviewing})
    `);
  }

  /** Binds the owner, too, as whom wordings are loaded from files. */
  private async standing(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function core.consent_text_stands() returns trigger language plpgsql set search_path = pg_catalog as $$
      begin
        if old.reviewed_at is not null and (${kept('new')}) is distinct from (${kept('old')}) then
          raise exception 'geleit: consent_text_stands' using errcode = '23514', constraint = 'consent_text_stands';
        end if;
        return new;
      end $$
    `);
    await runner.query(`
      create trigger consent_text_stands before update on core.consent_text
        for each row execute function core.consent_text_stands()
    `);
  }

  /**
   * A consent that is given while a version is activated would rest on the one that retires. It never waits, so that it
   * cannot block the activation, which waits for those that were before it.
   */
  private async inForce(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function core.consent_text_in_force() returns trigger
      language plpgsql security definer set search_path = pg_catalog as $$
      begin
        if not (select bool_and(pg_try_advisory_xact_lock_shared(hashtext('geleit.wording ' || purpose)))
              from unnest(new.purposes) purpose)
            or exists (select from unnest(new.text_ids) shown
              where not exists (select from core.consent_text t where t.id = shown and t.state = 'ACTIVE')) then
          raise exception 'geleit: consent_text_in_force' using errcode = '23514', constraint = 'consent_text_in_force';
        end if;
        return new;
      end $$
    `);
    await runner.query(`
      create trigger consent_text_in_force before insert on core.consent
        for each row when (new.text_ids <> '{}') execute function core.consent_text_in_force()
    `);
    await runner.query(`
      create trigger consent_text_in_force_later before update on core.consent
        for each row when (new.text_ids <> '{}' and new.text_ids is distinct from old.text_ids)
        execute function core.consent_text_in_force()
    `);
    await runner.query(`revoke all on function core.consent_text_in_force() from public`);
  }

  private async activation(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create or replace function core.activate_wording(of_purpose text, of_version integer) returns integer
      language plpgsql security definer set search_path = pg_catalog as $$
      declare
        house text := core.setting('institution');
        binding core.consent_text;
        shrunk integer;
      begin
        if core.setting('role') <> 'data-protection-officer' or house in ('-', 'immigration-authority') then
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
        with changed as (update core.consent c set
            purposes = case when cardinality(c.purposes) > 1 then array_remove(c.purposes, of_purpose) else c.purposes end,
            state = case when cardinality(c.purposes) > 1 then c.state else 'REVOKED' end,
            ended_at = case when cardinality(c.purposes) > 1 then c.ended_at else now() end,
            end_reason = case when cardinality(c.purposes) > 1 then c.end_reason else 'NEW_WORDING' end,
            version = c.version + 1, updated_at = now()
          where binding.state = 'DRAFT' and of_purpose = any(c.purposes) and c.state in ('GIVEN', 'RENEWED')
            and c.valid_until > now() and not core.outlives_wording(c, binding)
          returning house in (c.captured_by, c.requested_by) or house = any(c.recipients) as is_own)
        -- A number of consents between others is none of the officer's.
        select count(*) filter (where is_own) into shrunk from changed;
        update core.consent_text set state = 'RETIRED', retired_at = now()
          where purpose = of_purpose and version < of_version and state <> 'RETIRED' and reviewed_at is not null;
        update core.consent_text set state = 'ACTIVE', activated_at = now()
          where purpose = of_purpose and version = of_version and state = 'DRAFT' and reviewed_at is not null
            and (language = 'de' or binding_hash = binding.hash);
        return shrunk;
      end $$
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function core.consents_under_wording(of_purpose text, of_version integer)
      returns table (consent_id uuid, recipients text[], categories text[], stays boolean)
      language sql stable security definer set search_path = pg_catalog as $$
        select c.id, c.recipients, c.categories, n.change = 'EDITORIAL' or not exists (
            select from core.consent_text t where t.id = any(c.text_ids) and t.purpose = n.purpose and t.version < n.version)
        from core.consent_text n join core.consent c on n.purpose = any(c.purposes)
        where n.purpose = of_purpose and n.version = of_version and n.language = 'de'
          and c.state in ('GIVEN', 'RENEWED') and c.valid_until > now()
          and core.setting('role') = 'data-protection-officer'
        order by 4, c.id
      $$
    `);
    await runner.query(`revoke all on function core.consents_under_wording(text, integer) from public`);
    await runner.query(`grant execute on function core.consents_under_wording(text, integer) to geleit_app`);
    await runner.query(`
      create or replace function core.activate_wording(of_purpose text, of_version integer) returns integer
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
        if binding.id is null or binding.reviewed_at is null or binding.state = 'RETIRED' or exists (select
            from core.consent_text t where t.purpose = of_purpose and t.state = 'ACTIVE' and t.version > of_version) then
          return null;
        end if;
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
    await runner.query(`drop function core.outlives_wording(core.consent, core.consent_text)`);
    for (const name of ['consent_text_in_force', 'consent_text_in_force_later']) {
      await runner.query(`drop trigger ${name} on core.consent`);
    }
    await runner.query(`drop function core.consent_text_in_force()`);
    await runner.query(`drop trigger consent_text_stands on core.consent_text`);
    await runner.query(`drop function core.consent_text_stands()`);
    await this.locks(
      runner,
      `${AUTHOR} and state = 'DRAFT' and reviewed_at is null`,
      `${OFFICER} and reviewed_by = ${ACTOR}`,
    );
    await runner.query(`alter table core.consent_text drop constraint consent_text_two_institutions`);
    await runner.query(
      `alter table core.consent_text drop column author_institution, drop column reviewed_institution`,
    );
  }
}
