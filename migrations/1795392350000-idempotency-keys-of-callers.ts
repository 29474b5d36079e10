import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who asks, and for whom: a guardian asks for each child apart. */
const CALLER = `(select current_setting('geleit.actor') || ' ' || current_setting('geleit.person'))`;
const HOUSE = `institution = (select current_setting('geleit.institution'))`;
const ITS_CALLER = `${HOUSE} and caller = ${CALLER}`;

/** A key belongs to who chose it: persons share no institution, and colleagues may choose the same key. */
export class IdempotencyKeysOfCallers1795392350000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table core.idempotency_key add caller text not null default '-'`);
    await runner.query('alter table core.idempotency_key alter caller drop default');
    await runner.query('alter table core.idempotency_key drop constraint "PK_086ca1ae7ca65175e446787bd83"');
    await runner.query(`alter table core.idempotency_key
      add constraint "PK_2266ec1388c5f1b34226ec42934" primary key (institution, caller, key)`);
    await runner.query(`alter policy geleit_select on core.idempotency_key using (${ITS_CALLER})`);
    await runner.query(`alter policy geleit_insert on core.idempotency_key with check (${ITS_CALLER})`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter policy geleit_select on core.idempotency_key using (${HOUSE})`);
    await runner.query(`alter policy geleit_insert on core.idempotency_key with check (${HOUSE})`);
    await runner.query('delete from core.idempotency_key');
    await runner.query('alter table core.idempotency_key drop constraint "PK_2266ec1388c5f1b34226ec42934"');
    await runner.query('alter table core.idempotency_key drop column caller');
    await runner.query(
      'alter table core.idempotency_key add constraint "PK_086ca1ae7ca65175e446787bd83" primary key (institution, key)',
    );
  }
}
