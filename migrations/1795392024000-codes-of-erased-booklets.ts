import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is erased ends what rests on it: a booklet its codes and requests, a file the link to it. */
export class CodesOfErasedBooklets1795392024000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await this.foreignKey(runner, 'on delete cascade');
    await runner.query(`
      create function core.booklet_erased() returns trigger
      language plpgsql security definer set search_path = pg_catalog as $$
      begin
        update core.link l set state = 'CANCELLED', ended_at = now() where l.booklet_id = old.id and l.state = 'PENDING';
        return null;
      end $$
    `);
    await runner.query(`revoke all on function core.booklet_erased() from public`);
    await runner.query(`
      create trigger booklet_erased after delete on core.booklet for each row execute function core.booklet_erased()
    `);
    // Who unlinks says so in the link itself; whoever has the file erased leaves no number behind.
    await runner.query(`
      create function core.file_erased() returns trigger
      language plpgsql security definer set search_path = pg_catalog as $$
      begin
        update core.link l set state = case when l.state = 'ACTIVE' then 'ENDED' else l.state end, file_number = '-',
            ended_at = coalesce(l.ended_at, now())
          where l.person_id = old.person_id and l.institution = old.institution and l.state <> 'PENDING';
        return null;
      end $$
    `);
    await runner.query(`revoke all on function core.file_erased() from public`);
    await runner.query(`
      create trigger file_erased after delete on core.person_link for each row
        when (current_setting('geleit.moving', true) is distinct from 'on') execute function core.file_erased()
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function core.file_erased() cascade');
    await runner.query('drop function core.booklet_erased() cascade');
    await this.foreignKey(runner, '');
  }

  private async foreignKey(runner: QueryRunner, onDelete: string): Promise<void> {
    await runner.query('alter table core.booklet_code drop constraint booklet_code_booklet_fk');
    await runner.query(`
      alter table core.booklet_code add constraint booklet_code_booklet_fk
        foreign key (booklet_id) references core.booklet(id) ${onDelete}
    `);
  }
}
