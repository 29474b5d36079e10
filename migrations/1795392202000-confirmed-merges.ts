import type { MigrationInterface, QueryRunner } from 'typeorm';

const INSTITUTION = `(select current_setting('geleit.institution'))`;
const STAFF = `(select current_setting('geleit.role') in ('counsellor', 'case-manager', 'service'))`;
const REVIEWER = `(select true from core.duplicate_reviewer r where r.institution = (select current_setting('geleit.institution'))
  and r.role = (select current_setting('geleit.role')) limit 1)`;
const readable = (person: string): string => `(select true from core.identity i where i.person_id = ${person} limit 1)`;
const BOTH = `${readable('duplicate_pair.person_a')} and ${readable('duplicate_pair.person_b')}`;

const DECISIONS = [
  'is_own_house(uuid, text)',
  'is_confirmed(core.duplicate_pair)',
  'merges_to_confirm()',
  'answer_merge(uuid, boolean)',
  'confirm_merge_by_code(bytea, text)',
];

/**
 * A merge opens what was closed: the consents of each registration reach what was written under the other one, and each login
 * acts for both. So staff only propose it. Nothing moves before it is confirmed for either registration: by the person with
 * the login of that registration, by their guardian, or by staff of another institution to whom its booklet is handed over. Where
 * a registration is nobody's but the proposing institution's, its proposal says enough about that one, never about both.
 */
export class ConfirmedMerges1795392202000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table core.duplicate_pair add column confirmed uuid array not null default '{}'`);
    await this.locks(
      runner,
      `${STAFF} and (${REVIEWER} or decided_institution = ${INSTITUTION} or (state <> 'MERGED' and ${BOTH}))`,
      `${STAFF} and ((state = 'OPEN' and ${BOTH}) or (state in ('PROPOSED', 'MERGED')
        and (decided_institution = ${INSTITUTION} or (${REVIEWER} and ${readable('duplicate_pair.survivor')}))))`,
      'PROPOSED',
    );
    await this.deciding(runner);
    await this.decided(runner, confirmedDecision);
    await this.confirming(runner);
    await this.answering(runner);
    for (const name of DECISIONS) await runner.query(`revoke all on function core.${name} from public`);
    for (const name of DECISIONS.slice(2)) await runner.query(`grant execute on function core.${name} to geleit_app`);
  }

  private async locks(runner: QueryRunner, sees: string, changes: string, merging: string): Promise<void> {
    for (const name of ['geleit_select', 'geleit_update']) {
      await runner.query(`drop policy ${name} on core.duplicate_pair`);
    }
    await runner.query(`create policy geleit_select on core.duplicate_pair for select to geleit_app using (${sees})`);
    await runner.query(`
      create policy geleit_update on core.duplicate_pair for update to geleit_app
        using (${changes}) with check (${STAFF} and state in ('DIFFERENT', '${merging}', 'SPLIT'))
    `);
  }

  private async deciding(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create or replace function core.duplicate_deciding() returns trigger
      language plpgsql security definer set search_path = pg_catalog as $$
      begin
        if (old.state, new.state) not in (('OPEN', 'DIFFERENT'), ('OPEN', 'PROPOSED'), ('PROPOSED', 'PROPOSED'),
              ('PROPOSED', 'MERGED'), ('PROPOSED', 'DIFFERENT'), ('PROPOSED', 'SPLIT'), ('MERGED', 'SPLIT'))
            or new.version <> old.version + 1 or coalesce(trim(new.reason), '') = ''
            or (new.state = 'PROPOSED' and coalesce(new.survivor not in (new.person_a, new.person_b), true))
            or (old.state <> 'OPEN' and new.survivor is distinct from old.survivor)
            -- The column of those who confirmed is written by the functions below alone.
            or ((old.state, new.state) = ('PROPOSED', 'PROPOSED') and new.confirmed = old.confirmed)
            or (new.state = 'MERGED' and not core.is_confirmed(new)) then
          raise exception 'geleit: duplicate_decision' using errcode = '23514', constraint = 'duplicate_decision';
        end if;
        new.decided_at := now();
        -- Who answers a proposal does not become the one who made it, and who may take it back.
        if new.confirmed = old.confirmed and core.setting('institution') <> '-' then
          new.decided_by := core.setting('actor');
          new.decided_institution := core.setting('institution');
        end if;
        return new;
      end $$
    `);
  }

  private async decided(runner: QueryRunner, who: string): Promise<void> {
    await runner.query(`
      create or replace function core.duplicate_decided() returns trigger
      language plpgsql security definer set search_path = pg_catalog as $$
      declare
        merged uuid := case when new.survivor = new.person_a then new.person_b else new.person_a end;
        move uuid := old.move_id;
      begin
        insert into core.duplicate_decision (pair_id, version, state, actor, institution, reason)
          values (new.id, new.version, new.state, ${who}, new.reason);
        if new.state = 'MERGED' then
          move := core.move_person('MERGE', merged, new.survivor, null);
        elsif new.state = 'SPLIT' and old.state = 'MERGED' then
          perform core.undo_move(old.move_id);
        else
          return null;
        end if;
        perform set_config('geleit.moving', 'on', true);
        update core.person p set merged_into = case when new.state = 'MERGED' then new.survivor end where p.id = merged;
        perform set_config('geleit.moving', 'off', true);
        update core.duplicate_pair p set move_id = move where p.id = new.id;
        insert into core.match_task (person_id) select person from unnest(array[new.person_a, new.person_b]) person;
        return null;
      end $$
    `);
  }

  /** When a proposal is confirmed: for both registrations, and at least once by somebody who did not make it. */
  private async confirming(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function core.is_own_house(person uuid, house text) returns boolean
      language plpgsql security definer set search_path = pg_catalog as $$
      declare
        is_own boolean;
      begin
        -- Nobody else knows the registration, and nobody but this institution has taken down a consent for it.
        perform set_config('geleit.moving', 'on', true);
        is_own := house is not null
          and not exists (select from core.person_link l where l.person_id = person and l.institution <> house)
          and not exists (select from core.consent c where c.person_id = person and c.state in ('GIVEN', 'RENEWED')
            and c.captured_by is distinct from house);
        perform set_config('geleit.moving', 'off', true);
        return is_own;
      end $$
    `);
    await runner.query(`
      create function core.is_confirmed(pair core.duplicate_pair) returns boolean
      language plpgsql security definer set search_path = pg_catalog as $$
      begin
        return pair.confirmed <> '{}'
          and (pair.person_a = any(pair.confirmed) or core.is_own_house(pair.person_a, pair.decided_institution))
          and (pair.person_b = any(pair.confirmed) or core.is_own_house(pair.person_b, pair.decided_institution));
      end $$
    `);
    await runner.query(`
      create function core.merges_to_confirm() returns table (id uuid, institution text, requested_at timestamptz,
        recipients text[], categories text[], purposes text[])
      language plpgsql security definer set search_path = pg_catalog as $$
      #variable_conflict use_column
      declare
        me uuid := nullif(core.setting('person'), '-')::uuid;
      begin
        -- Of the other registration nothing is told but what its consents would open: those that the proposing institution
        -- itself took down, so that whoever confirms knows what they confirm.
        return query
          select p.id, p.decided_institution, p.decided_at, array_remove(array_agg(distinct r.word), null),
            array_remove(array_agg(distinct c.word), null), array_remove(array_agg(distinct u.word), null)
          from core.duplicate_pair p
            left join core.consent o on o.person_id = case when p.person_a = me then p.person_b else p.person_a end
              and core.lives(o) and o.valid_until > now() and core.is_own_house(o.person_id, p.decided_institution)
            left join lateral unnest(o.recipients) r(word) on true
            left join lateral unnest(o.categories) c(word) on true
            left join lateral unnest(o.purposes) u(word) on true
          where p.state = 'PROPOSED' and me in (p.person_a, p.person_b) and me <> all(p.confirmed)
          group by p.id;
      end $$
    `);
  }

  private async answering(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function core.confirm_side(pair core.duplicate_pair, side uuid, how text) returns text
      language plpgsql security definer set search_path = pg_catalog as $$
      begin
        if exists (select from core.person p where p.id in (pair.person_a, pair.person_b) and p.merged_into is not null) then
          raise exception 'geleit: person_move' using errcode = '23514', constraint = 'person_move_is_last';
        end if;
        pair.confirmed := pair.confirmed || side;
        update core.duplicate_pair p set confirmed = pair.confirmed, version = p.version + 1, reason = how,
            state = case when core.is_confirmed(pair) then 'MERGED' else 'PROPOSED' end
          where p.id = pair.id returning p.state into pair.state;
        return pair.state;
      end $$
    `);
    await runner.query(`revoke all on function core.confirm_side(core.duplicate_pair, uuid, text) from public`);
    await runner.query(`
      create function core.answer_merge(pair uuid, confirms boolean) returns table (state text, problem text)
      language plpgsql security definer set search_path = pg_catalog as $$
      #variable_conflict use_column
      declare
        me uuid := nullif(core.setting('person'), '-')::uuid;
        how text := upper(core.setting('role'));
        found core.duplicate_pair;
      begin
        select p.* into found from core.duplicate_pair p where p.id = answer_merge.pair
          and me in (p.person_a, p.person_b) and p.state in ('PROPOSED', 'MERGED') for update;
        if found.id is null then return; end if;
        state := found.state;
        if found.state = 'MERGED' or confirms and me = any(found.confirmed) then
          -- Asked for again: a merge is taken back by who proposed it.
          problem := case when not confirms then 'MERGED' end;
        elsif not confirms then
          state := 'DIFFERENT';
          update core.duplicate_pair p set state = 'DIFFERENT', version = p.version + 1, reason = how where p.id = found.id;
        elsif (select g.perhaps from core.guardian_acts_alone() g) then
          problem := 'BY_GUARDIAN';
        else
          state := core.confirm_side(found, me, how);
        end if;
        return next;
      end $$
    `);
    await runner.query(`
      create function core.confirm_merge_by_code(code bytea, document text)
      returns table (person_id uuid, state text, problem text)
      language plpgsql security definer set search_path = pg_catalog as $$
      #variable_conflict use_column
      declare
        house text := core.setting('institution');
        found core.duplicate_pair;
      begin
        if house in ('-', 'immigration-authority') or core.setting('role') not in ('counsellor', 'case-manager') then
          raise exception 'geleit: merge_by_staff' using errcode = '42501';
        end if;
        select core.current_person(b.person_id) into person_id
          from core.booklet_code c join core.booklet b on b.id = c.booklet_id
          where c.hash = code and c.revoked_at is null and b.status = 'ISSUED';
        if person_id is null then
          problem := 'UNKNOWN';
          return next;
          return;
        end if;
        -- Whoever proposed it does not confirm it.
        for found in select p.* from core.duplicate_pair p where p.state = 'PROPOSED' and p.decided_institution <> house
            and confirm_merge_by_code.person_id in (p.person_a, p.person_b)
            and confirm_merge_by_code.person_id <> all(p.confirmed) order by p.id for update loop
          state := core.confirm_side(found, person_id, 'BOOKLET ' || document);
        end loop;
        if state is null then problem := 'NOTHING_WAITS'; end if;
        return next;
      end $$
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of [...DECISIONS, 'confirm_side(core.duplicate_pair, uuid, text)'].reverse()) {
      await runner.query(`drop function core.${name}`);
    }
    const merged = `state = 'MERGED' and ${readable('duplicate_pair.survivor')}`;
    await this.locks(
      runner,
      `${STAFF} and (${REVIEWER} or (${merged} and decided_institution = ${INSTITUTION}) or (state <> 'MERGED' and ${BOTH}))`,
      `${STAFF} and ((state = 'OPEN' and ${BOTH}) or (${merged} and (decided_institution = ${INSTITUTION} or ${REVIEWER})))`,
      'MERGED',
    );
    await runner.query(`
      create or replace function core.duplicate_deciding() returns trigger
      language plpgsql security definer set search_path = pg_catalog as $$
      begin
        if (old.state, new.state) not in (('OPEN', 'DIFFERENT'), ('OPEN', 'MERGED'), ('MERGED', 'SPLIT'))
            or new.version <> old.version + 1 or coalesce(trim(new.reason), '') = ''
            or (new.state = 'MERGED' and coalesce(new.survivor not in (new.person_a, new.person_b), true))
            or (new.state <> 'MERGED' and new.survivor is distinct from old.survivor) then
          raise exception 'geleit: duplicate_decision' using errcode = '23514', constraint = 'duplicate_decision';
        end if;
        new.decided_at := now();
        new.decided_by := core.setting('actor');
        new.decided_institution := nullif(core.setting('institution'), '-');
        return new;
      end $$
    `);
    await this.decided(runner, 'new.decided_by, new.decided_institution');
    await runner.query(`alter table core.duplicate_pair drop column confirmed`);
  }
}

const confirmedDecision = `core.setting('actor'), nullif(core.setting('institution'), '-')`;
