import type { MigrationInterface, QueryRunner } from 'typeorm';

const SELF = `person_id = (select nullif(core.setting('person'), '-')::uuid)`;
/** What is said against the birth date on which the rule itself rests. */
const ABOUT_BIRTH_DATE = `record_table is not distinct from 'core.identity' and field is not distinct from 'birthDate'`;
const MAY_ACT = `(not (select g.surely from core.guardian_acts_alone() g) or (${ABOUT_BIRTH_DATE}))`;

/**
 * From 15 on a person acts for themself in matters of social law (section 36 SGB I); below, the guardian alone does: not only
 * consents, but also requests about the data and the confirmation of a link. Reading stays the child's own (Art. 15 GDPR), and so
 * does what closes: to refuse a link, to end one, to withdraw a consent. What a guardian is kept out of by professional
 * secrecy stays with the child, because nobody else could ask; `geleit migrate` adds that from the policy.
 */
export class GuardianActsAlone1795392100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function core.guardian_acts_alone(out surely boolean, out perhaps boolean)
      language sql stable security definer set search_path = pg_catalog as $$
        -- Of whoever asks at a screen of their own, and of nobody else. Where the institutions have recorded days on both
        -- sides of the line it is so perhaps, but not surely; where they have recorded none it is neither.
        select coalesce(core.birthday(b.earliest, 15) > d.today, false), coalesce(core.birthday(b.latest, 15) > d.today, false)
        from (select case current_setting('geleit.role') when 'person' then nullif(core.setting('person'), '-')::uuid end) s(person)
          cross join lateral core.birth_days(s.person) b
          cross join (select (now() at time zone 'Europe/Berlin')::date) d(today)
      $$
    `);
    await runner.query(`revoke all on function core.guardian_acts_alone() from public`);
    await runner.query(`grant execute on function core.guardian_acts_alone() to geleit_app`);
    // A request opens nothing to anybody: in doubt the person may ask (Art. 12(2) GDPR).
    await this.requests(runner, `${SELF} and ${MAY_ACT}`, `${SELF} and state = 'WITHDRAWN' and ${MAY_ACT}`);
    // To transfer opens what the guardian has consented to.
    await runner.query(`
      create policy above_15 on core.transfer as restrictive for insert to geleit_app
        with check ((select current_setting('geleit.role') <> 'person')
          or not (select g.perhaps from core.guardian_acts_alone() g))
    `);
    // A link opens: in doubt nobody confirms it at a screen, as with a consent.
    await this.answering(
      runner,
      `elsif confirms and (select g.perhaps from core.guardian_acts_alone() g) then problem := 'BY_GUARDIAN';`,
    );
  }

  private async requests(runner: QueryRunner, asks: string, withdraws: string): Promise<void> {
    await runner.query(`drop policy geleit_insert on core.rights_request`);
    await runner.query(
      `create policy geleit_insert on core.rights_request for insert to geleit_app with check (${asks})`,
    );
    await runner.query(`drop policy geleit_withdraw on core.rights_request`);
    await runner.query(`
      create policy geleit_withdraw on core.rights_request for update to geleit_app using (${SELF}) with check (${withdraws})
    `);
  }

  private async answering(runner: QueryRunner, refusing: string): Promise<void> {
    await runner.query(`
      create or replace function core.answer_link(link uuid, confirms boolean) returns table (made core.link, problem text)
      language plpgsql security definer set search_path = pg_catalog as $$
      begin
        select l.* into made from core.link l where l.id = answer_link.link
          and l.person_id = nullif(core.setting('person'), '-')::uuid for update;
        if made.id is null then return; end if;
        if made.state <> 'PENDING' or made.expires_at <= now() then
          problem := 'NOT_PENDING';
        ${refusing}
        elsif confirms then
          problem := core.complete_link(made, 'PERSON', null);
          perform set_config('geleit.moving', 'off', true);
        else
          update core.link l set state = 'REFUSED', ended_at = now(), ended_by = core.setting('actor') where l.id = made.id;
        end if;
        select l.* into made from core.link l where l.id = made.id;
        return next;
      end $$
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await this.answering(runner, '');
    await runner.query('drop policy above_15 on core.transfer');
    await this.requests(runner, SELF, `${SELF} and state = 'WITHDRAWN'`);
    await runner.query('drop function core.guardian_acts_alone()');
  }
}
