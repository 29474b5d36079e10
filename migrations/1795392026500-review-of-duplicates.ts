import type { MigrationInterface, QueryRunner } from 'typeorm';

const INSTITUTION = `(select current_setting('geleit.institution'))`;
const STAFF = `(select current_setting('geleit.role') in ('counsellor', 'case-manager', 'service'))`;
const ITSELF = `(select nullif(core.setting('person'), '-')::uuid)`;
const REVIEWER = `(select true from core.duplicate_reviewer r where r.institution = (select current_setting('geleit.institution'))
  and r.role = (select current_setting('geleit.role')) limit 1)`;
/** The caller's own lock of identities says whether they may know who somebody is; there is no second rule. */
const readable = (person: string): string => `(select true from core.identity i where i.person_id = ${person} limit 1)`;

/** The review of persons who may be registered twice: who sees a pair, what a decision brings about, where former ids lead. */
export class ReviewOfDuplicates1795392026500 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await this.queueLocks(runner);
    await this.decisions(runner);
    await this.following(runner);
    await this.formerPersons(runner);
  }

  /** Who may read both identities sees a pair; all others are reviewers whom the policy names. */
  private async queueLocks(runner: QueryRunner): Promise<void> {
    const merged = `state = 'MERGED' and ${readable('duplicate_pair.survivor')}`;
    const both = `${readable('duplicate_pair.person_a')} and ${readable('duplicate_pair.person_b')}`;
    await runner.query(`grant select, update (state, version, survivor, reason) on core.duplicate_pair to geleit_app`);
    await runner.query(`grant select on core.duplicate_decision to geleit_app`);
    await runner.query(`
      create policy geleit_select on core.duplicate_pair for select to geleit_app using (
        ${STAFF} and (${REVIEWER} or (${merged} and decided_institution = ${INSTITUTION}) or (state <> 'MERGED' and ${both}))
      )
    `);
    // A decision is made by who can compare; a split by those who merged, or a reviewer, because afterwards nobody can compare.
    await runner.query(`
      create policy geleit_update on core.duplicate_pair for update to geleit_app
        using (${STAFF} and ((state = 'OPEN' and ${both})
          or (${merged} and (decided_institution = ${INSTITUTION} or ${REVIEWER}))))
        with check (${STAFF} and state in ('DIFFERENT', 'MERGED', 'SPLIT'))
    `);
    await runner.query(`
      create policy geleit_select on core.duplicate_decision for select to geleit_app
        using ((select true from core.duplicate_pair p where p.id = pair_id limit 1))
    `);
  }

  /** What a decision brings about follows from the decision itself, in the same transaction. */
  private async decisions(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function core.duplicate_deciding() returns trigger
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
    await runner.query(`
      create function core.duplicate_decided() returns trigger
      language plpgsql security definer set search_path = pg_catalog as $$
      declare
        merged uuid := case when new.survivor = new.person_a then new.person_b else new.person_a end;
        move uuid := old.move_id;
      begin
        insert into core.duplicate_decision (pair_id, version, state, actor, institution, reason)
          values (new.id, new.version, new.state, new.decided_by, new.decided_institution, new.reason);
        if new.state = 'MERGED' then
          move := core.move_person('MERGE', merged, new.survivor, null);
        elsif new.state = 'SPLIT' then
          perform core.undo_move(old.move_id);
        else
          return null;
        end if;
        perform set_config('geleit.moving', 'on', true);
        update core.person p set merged_into = case when new.state = 'MERGED' then new.survivor end where p.id = merged;
        perform set_config('geleit.moving', 'off', true);
        update core.duplicate_pair p set move_id = move where p.id = new.id;
        return null;
      end $$
    `);
    for (const name of ['duplicate_deciding()', 'duplicate_decided()']) {
      await runner.query(`revoke all on function core.${name} from public`);
    }
    await runner.query(`
      create trigger duplicate_deciding before update of state on core.duplicate_pair
        for each row execute function core.duplicate_deciding()
    `);
    await runner.query(`
      create trigger duplicate_decided after update of state on core.duplicate_pair
        for each row execute function core.duplicate_decided()
    `);
    for (const [name, event] of [
      ['append_only', 'update or delete on core.duplicate_decision for each row'],
      ['append_only_all', 'truncate on core.duplicate_decision for each statement'],
    ]) {
      await runner.query(`create trigger ${name} before ${event} execute function core.refuse_change()`);
    }
  }

  /** What an institution still writes under the former id, e.g. with its second file number, goes after the rest, and back with it. */
  private async following(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function core.follow_merges() returns integer
      language plpgsql security definer set search_path = pg_catalog as $$
      declare
        move core.person_move;
        entry core.person_table;
        row_id uuid;
        followed integer := 0;
      begin
        perform set_config('geleit.moving', 'on', true);
        for move in select m.* from core.person_move m join core.person_alias a on a.move_id = m.id
            where m.kind = 'MERGE' and a.ended_at is null order by m.at, m.id loop
          for entry in select t.* from core.person_table t
              where 'MERGE' = any(t.moves_on) and t.name not in ('core.consent', 'core.consent_scan') order by t.name loop
            for row_id in execute format('select t.id from %s t where t.person_id = $1 and not exists (
                  select from core.person_move_row r where (r.move_id, r.table_name, r.row_id) = ($2, $3, t.id)) order by t.id',
                  entry.name::regclass) using move.from_person, move.id, entry.name loop
              perform core.move_row(move, entry.name, row_id);
              followed := followed + 1;
            end loop;
          end loop;
        end loop;
        perform set_config('geleit.moving', 'off', true);
        return followed;
      end $$
    `);
    await runner.query(`revoke all on function core.follow_merges() from public`);
    await runner.query(`grant execute on function core.follow_merges() to geleit_app`);
  }

  /** A person who goes on under another id is seen under that id alone; the former one leads there for those who know the person. */
  private async formerPersons(runner: QueryRunner): Promise<void> {
    await runner.query(`grant execute on function core.current_person(uuid) to geleit_app`);
    await this.personLock(runner, 'merged_into is null and ');
    await runner.query(`
      create policy geleit_merged on core.person_alias for select to geleit_app using (
        institution is null and ended_at is null and ${STAFF}
        and (select true from core.person p where p.id = core.current_person(person_alias.person_id) limit 1)
      )
    `);
  }

  private async personLock(runner: QueryRunner, condition: string): Promise<void> {
    await runner.query(`drop policy geleit_select on core.person`);
    await runner.query(`
      create policy geleit_select on core.person for select to geleit_app using (
        ${condition}(id = ${ITSELF}
        or (${STAFF} and (
          (select true from core.person_link l
              where l.person_id = person.id and l.institution = ${INSTITUTION} limit 1)
          or (select true from core.consent_grant c
              where c.person_id = person.id and c.recipient = ${INSTITUTION}
                and c.ended is null and c.valid_from <= now() and c.valid_until > now() limit 1))))
      )
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop policy geleit_merged on core.person_alias`);
    await this.personLock(runner, '');
    await runner.query(`revoke execute on function core.current_person(uuid) from geleit_app`);
    for (const table of ['duplicate_pair', 'duplicate_decision']) {
      await runner.query(`drop policy geleit_select on core.${table}`);
    }
    await runner.query(`drop policy geleit_update on core.duplicate_pair`);
    for (const name of ['follow_merges()', 'duplicate_deciding()', 'duplicate_decided()']) {
      await runner.query(`drop function core.${name} cascade`);
    }
  }
}
