import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A run tells how many rows have landed without a value that could not be read; of earlier runs there were none. */
export class IncompleteRows1795392640000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table core.import_run add column incomplete integer');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table core.import_run drop column incomplete');
  }
}
