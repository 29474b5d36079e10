import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Announces changes of consents and tasks to every hub process, when they are committed; and tasks whose time is over, once. */
export class LiveEvents1795392040000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function core.announce(kind text, id uuid, version integer, person uuid, institutions text[]) returns void
      language plpgsql volatile set search_path = pg_catalog as $$
      declare
        message text := json_build_object('kind', kind, 'id', id, 'version', version, 'person', person,
          'institutions', array_remove(institutions, null))::text;
      begin
        -- Ids alone: whoever may connect can listen. What is too long for a notification must not keep a consent from
        -- being written; everybody reads again then.
        perform pg_notify('geleit', case when octet_length(message) < 7900 then message else '{}' end);
      end $$
    `);
    await runner.query(`
      create function core.announce_consent() returns trigger language plpgsql set search_path = pg_catalog as $$
      declare
        recipients text[] := array(select jsonb_array_elements_text(new.snapshot->'recipients'));
        requester text := new.snapshot->>'requested_by';
      begin
        perform core.announce('CONSENT', new.consent_id, new.version, new.person_id, array(select distinct i
          from unnest(recipients || requester || (new.snapshot->>'captured_by')) i where i is not null order by i));
        if new.state_before = 'REQUESTED' and new.state_after in ('GIVEN', 'REFUSED') and requester is not null then
          perform core.announce('ANSWER', new.consent_id, new.version, new.person_id, array[requester]);
        end if;
        return null;
      end $$
    `);
    await runner.query(`
      create trigger announced after insert on core.consent_event for each row execute function core.announce_consent()
    `);
    await runner.query(`alter table core.withdrawal_task add column due_announced_at timestamptz`);
    await runner.query(`
      create function core.announce_task() returns trigger language plpgsql set search_path = pg_catalog as $$
      begin
        perform core.announce('TASK', new.id, 1, new.person_id, array[new.institution]);
        return null;
      end $$
    `);
    await runner.query(`
      create trigger announced after insert or update of due_announced_at on core.withdrawal_task
        for each row execute function core.announce_task()
    `);
    await runner.query(`create index withdrawal_task_unannounced on core.withdrawal_task (due_at)
      where acknowledged_at is null and due_announced_at is null`);
    await runner.query(`
      create function core.announce_due_tasks() returns integer
      language plpgsql security definer set search_path = pg_catalog as $$
      declare
        announced integer;
      begin
        -- Of several replicas one does it; what it has announced, no other announces again.
        if not pg_try_advisory_xact_lock(hashtext('geleit.due_tasks')) then return 0; end if;
        update core.withdrawal_task set due_announced_at = now() where id in (select t.id from core.withdrawal_task t
          where t.due_at <= now() and t.acknowledged_at is null and t.due_announced_at is null
          order by t.due_at limit 1000 for update skip locked);
        get diagnostics announced = row_count;
        return announced;
      end $$
    `);
    for (const signature of ['announce(text, uuid, integer, uuid, text[])', 'announce_consent()', 'announce_task()']) {
      await runner.query(`revoke all on function core.${signature} from public`);
    }
    await runner.query('revoke all on function core.announce_due_tasks() from public');
    await runner.query('grant execute on function core.announce_due_tasks() to geleit_app');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function core.announce_due_tasks()');
    await runner.query('drop index core.withdrawal_task_unannounced');
    await runner.query('drop function core.announce_task() cascade');
    await runner.query('alter table core.withdrawal_task drop column due_announced_at');
    await runner.query('drop function core.announce_consent() cascade');
    await runner.query('drop function core.announce(text, uuid, integer, uuid, text[])');
  }
}
