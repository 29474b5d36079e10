import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was said in a request is shown to a guardian only where the request is: the locks of secret record types hide some. */
export class WordsOfHiddenRequests1795392050000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create policy of_shown_requests on core.rights_request_content as restrictive for all to geleit_app using (
        (select current_setting('geleit.role') <> 'guardian')
        or (select true from core.rights_request r where r.id = rights_request_content.request_id limit 1)
      )
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop policy of_shown_requests on core.rights_request_content');
  }
}
