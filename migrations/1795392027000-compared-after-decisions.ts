import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Persons who were merged or split are compared anew: a merge leaves rows behind that the other person has too, so that no
 * key changes, and pairs with the person who is no more would stay open.
 */
export class ComparedAfterDecisions1795392027000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await decided(
      runner,
      'insert into core.match_task (person_id) select person from unnest(array[new.person_a, new.person_b]) person;',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await decided(runner, '');
  }
}

async function decided(runner: QueryRunner, compareAnew: string): Promise<void> {
  await runner.query(`
    create or replace function core.duplicate_decided() returns trigger
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
      ${compareAnew}
      return null;
    end $$
  `);
}
