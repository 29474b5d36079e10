import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The immigration authority does not even learn that a person is known here, whatever a consent says: it would have to
 * use what it knows (section 87 AufenthG). That this is written here and not only in the policy is on purpose.
 */
export class ExcludedInstitutions1795392006000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create policy geleit_excluded on core.person as restrictive for select to geleit_app
        using ((select current_setting('geleit.institution') <> 'immigration-authority'))
    `);
    await runner.query(`
      create policy geleit_excluded on core.consent_grant as restrictive for select to geleit_app
        using ((select current_setting('geleit.institution') <> 'immigration-authority'))
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop policy geleit_excluded on core.consent_grant');
    await runner.query('drop policy geleit_excluded on core.person');
  }
}
