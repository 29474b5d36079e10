import type { MigrationInterface, QueryRunner } from 'typeorm';

const trigger = (condition: string) => `
  create or replace trigger consent_text_in_force_later before update on core.consent for each row
  when (new.text_ids <> '{}' and (${condition})) execute function core.consent_text_in_force()
`;

const OTHER_TEXTS = 'new.text_ids is distinct from old.text_ids';

/**
 * Whoever activates a wording ends the consents that are open. One that has expired is none of them: renewed at the same moment
 * under the wording that retires, it would have stayed open. A renewal looks at its wording even where it is the same as before.
 */
export class RenewalsRestOnWordings1795392648005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(trigger(`${OTHER_TEXTS} or new.given_at is distinct from old.given_at`));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(trigger(OTHER_TEXTS));
  }
}
