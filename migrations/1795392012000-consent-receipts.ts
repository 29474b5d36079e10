import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Signed receipts, one for each step of a consent since it was given. Nobody changes one once it is issued. */
export class ConsentReceipts1795392012000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table core.consent_receipt (
        id uuid not null,
        consent_id uuid not null,
        version integer not null,
        person_id uuid not null,
        state text not null,
        issued_at timestamptz not null,
        key_id text not null,
        jws text not null,
        constraint consent_receipt_step unique (consent_id, version),
        constraint consent_receipt_pk primary key (id)
      )
    `);
    await runner.query(`create index consent_receipt_by_person on core.consent_receipt (person_id)`);
    await runner.query(`alter table core.consent_receipt enable row level security`);
    await runner.query(`alter table core.consent_receipt force row level security`);
    await runner.query(`grant select, insert on core.consent_receipt to geleit_app`);
    // For the person, and for the institution that took the consent down and hands the receipt over; a recipient gets none.
    await runner.query(`
      create policy geleit_select on core.consent_receipt for select to geleit_app using (
        person_id = (select nullif(core.setting('person'), '-')::uuid)
        or (select c.captured_by = (select current_setting('geleit.institution'))
            from core.consent c where c.id = consent_receipt.consent_id)
      )
    `);
    // Only about a step that is on record; who may issue it may also read it.
    await runner.query(`
      create policy geleit_insert on core.consent_receipt for insert to geleit_app with check (
        (select e.state_after = consent_receipt.state and e.person_id = consent_receipt.person_id
          from core.consent_event e where e.consent_id = consent_receipt.consent_id and e.version = consent_receipt.version)
        and (person_id = (select nullif(core.setting('person'), '-')::uuid)
          or (select c.captured_by = (select current_setting('geleit.institution'))
              from core.consent c where c.id = consent_receipt.consent_id))
      )
    `);
    await runner.query(`
      create trigger append_only before update or delete on core.consent_receipt
        for each row execute function core.refuse_change()
    `);
    await runner.query(`
      create trigger append_only_all before truncate on core.consent_receipt
        for each statement execute function core.refuse_change()
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table core.consent_receipt');
  }
}
