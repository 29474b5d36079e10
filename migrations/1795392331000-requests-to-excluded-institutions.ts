import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = ['rights_request', 'rights_request_content', 'rights_notice'];
const ASKED_BY_ANOTHER = `(select current_setting('geleit.institution') <> 'immigration-authority')`;

/**
 * Not by a request of the person either does the immigration authority learn that they are known here: it would have to use
 * what it knows (section 87 AufenthG). The person still sees what they asked before.
 */
export class RequestsToExcludedInstitutions1795392331000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) {
      await runner.query(`
        create policy geleit_excluded on core.${table} as restrictive for select to geleit_app
          using (${ASKED_BY_ANOTHER})
      `);
    }
    await runner.query(`
      create policy geleit_excluded_asked on core.rights_request as restrictive for insert to geleit_app
        with check (${ASKED_BY_ANOTHER} and institution <> 'immigration-authority')
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop policy geleit_excluded_asked on core.rights_request');
    for (const table of TABLES) await runner.query(`drop policy geleit_excluded on core.${table}`);
  }
}
