import type { MigrationInterface, QueryRunner } from 'typeorm';

const OWNER_FUNCTIONS = [
  'widens(jsonb, jsonb)',
  'sides_of_event(core.consent_event, uuid)',
  'is_former(uuid[], core.person_move)',
  'end_at_split(core.consent)',
  'except_for_both(core.consent, core.person_move)',
  'take_lifts_back(core.consent, boolean, core.person_move)',
  'split_consent(core.consent, core.person_move)',
  'split_requests(core.person_move)',
  'take_link_back(core.link)',
  'split_links(core.person_move)',
  'split_meanwhile(core.person_move)',
];

const UNLINKS = `          perform set_config('geleit.moving', 'on', true);
          if made.move_id is not null then
            perform core.undo_move(made.move_id);
          elsif core.has_records(made.person_id, made.institution) then
            -- What it has written since stays its own, under an id that nobody else knows.
            insert into core.person (id, created_by) values (fresh, made.institution);
            perform core.move_person('UNLINK', made.person_id, fresh, made.institution);
          else
            delete from core.person_link l where l.person_id = made.person_id and l.institution = made.institution;
          end if;
          perform set_config('geleit.moving', 'off', true);`;
const TAKES_BACK = `          perform core.take_link_back(made);`;

const ROWS_BACK = `          for moved in select r.* from core.person_move_row r where r.move_id = done.id and not r.kept
              order by r.table_name, r.row_id loop
            perform core.move_row(back, moved.table_name, moved.row_id);
          end loop;`;
const ROWS_BACK_BY_SIDE = `          perform core.split_meanwhile(done);
          for moved in select r.* from core.person_move_row r where r.move_id = done.id and not r.kept and r.sure
              order by r.table_name, r.row_id loop
            perform core.move_row(back, moved.table_name, moved.row_id);
          end loop;
          -- What the hub made of a consent or a request goes with it.
          update core.withdrawal_task t set person_id = done.from_person from core.consent c
            where c.id = t.consent_id and c.person_id = done.from_person and t.person_id = done.to_person;
          update core.rights_notice n set person_id = done.from_person from core.rights_request r
            where r.id = n.request_id and r.person_id = done.from_person and n.person_id = done.to_person;`;

/** Whoever holds the person and notes a row of the move must not wait for who holds the move and waits for the person. */
const LOCKED = 'where m.id = undo_move.move_id for update;';
const LOCKED_BESIDE_NOTES = 'where m.id = undo_move.move_id for no key update;';

/**
 * A split takes back what was decided under the former id while both were one, and ends what opens something of a person by
 * whom it was not given, or of whom nobody can tell by whom: what was closed stays closed for both.
 */
export class SplitsTakeBackWhatCameMeanwhile1795392647101 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await this.telling(runner);
    await this.consents(runner);
    await this.requests(runner);
    await this.links(runner);
    await runner.query(`
      create function core.split_meanwhile(done core.person_move) returns void
      language plpgsql security definer set search_path = pg_catalog as $$
      declare
        consent core.consent;
      begin
        for consent in select c.* from core.consent c where c.person_id = done.to_person order by c.id for no key update loop
          perform core.split_consent(consent, done);
        end loop;
        perform core.split_requests(done);
        -- Whose parent somebody is, a document has said about one of the two.
        update core.representation r set revoked_at = now(), revoked_by = core.setting('actor'), revoke_reason = 'SPLIT'
          where r.person_id = done.to_person and r.revoked_at is null
            and core.is_former(core.sides_of('core.representation', r.id, r.person_id), done) is distinct from false;
        -- In whose hands a booklet is, its code cannot tell.
        update core.booklet b set status = 'LOST', version = b.version + 1, updated_at = now()
          where b.person_id = done.to_person and b.status = 'ISSUED'
            and core.is_former(core.sides_of('core.booklet', b.id, b.person_id), done) is null;
        perform core.split_links(done);
      end $$
    `);
    for (const name of OWNER_FUNCTIONS) await runner.query(`revoke all on function core.${name} from public`);
    await replaceIn(runner, 'undo_move(uuid)', ROWS_BACK, ROWS_BACK_BY_SIDE);
    await replaceIn(runner, 'undo_move(uuid)', LOCKED, LOCKED_BESIDE_NOTES);
    await replaceIn(runner, 'unlink(uuid)', UNLINKS, TAKES_BACK);
  }

  private async telling(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function core.widens(before jsonb, after jsonb) returns boolean
      language sql immutable set search_path = pg_catalog as $$
        -- Whether a consent lets more through than before, at any time.
        select after->>'state' in ('GIVEN', 'RENEWED') and (coalesce(before->>'state' not in ('GIVEN', 'RENEWED'), true)
          or not ((before->'recipients') @> (after->'recipients') and (before->'categories') @> (after->'categories')
            and (before->'purposes') @> (after->'purposes'))
          or (after->>'valid_until')::timestamptz > (before->>'valid_until')::timestamptz
          or (after->>'valid_from')::timestamptz < (before->>'valid_from')::timestamptz
          or (after->>'secrecy_release')::boolean and not (before->>'secrecy_release')::boolean
          or (after->'data_from', after->'data_until') is distinct from (before->'data_from', before->'data_until'))
      $$
    `);
    await runner.query(`
      create function core.sides_of_event(event core.consent_event, holder uuid) returns uuid[]
      language plpgsql stable security definer set search_path = pg_catalog as $$
      begin
        -- Under which id a step was taken: that of the login, of the file, or the only one that the institution knew.
        if event.institution is not null then
          return case when event.version = 1 or event.actor like 'import:%'
            then core.sides_of('core.consent', event.consent_id, holder)
            else core.sides_of_house(holder, event.institution, false) end;
        elsif event.actor !~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then
          return '{}';
        elsif core.leads_through(event.actor::uuid, holder) then
          return array[event.actor::uuid];
        end if;
        return coalesce((select core.sides_of('core.representation', r.id, holder) from core.representation r
          where r.person_id = holder and r.guardian::text = event.actor and r.recorded_at <= event.at
          order by r.recorded_at limit 1), '{}');
      end $$
    `);
    await runner.query(`
      create function core.is_former(sides uuid[], done core.person_move) returns boolean
      language sql stable security definer set search_path = pg_catalog as $$
        -- Whether these are all of the person who goes, none of them, or (null) nobody can tell.
        select case when bool_and(core.leads_through(s, done.from_person)) then true
          when not bool_or(core.leads_through(s, done.from_person)) then false end from unnest(sides) s
      $$
    `);
  }

  private async consents(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function core.end_at_split(consent core.consent) returns void
      language sql security definer set search_path = pg_catalog as $$
        update core.consent c set state = 'INVALIDATED', ended_at = now(), end_reason = 'SPLIT',
            version = c.version + 1, updated_at = now()
          where c.id = consent.id
      $$
    `);
    await runner.query(`
      create function core.except_for_both(consent core.consent, done core.person_move) returns void
      language plpgsql security definer set search_path = pg_catalog as $$
      begin
        perform set_config('geleit.named_person', done.from_person::text, true);
        insert into core.consent (person_id, state, recipients, categories, purposes, exceptions, given_at, valid_from,
            valid_until, ended_at, end_reason, captured_by, channel, language, given_by, guardian, text_ids)
          select done.to_person, 'INVALIDATED', '{}', c.categories, c.purposes, c.exceptions, c.given_at, c.excepts_from,
            greatest(c.valid_until, c.excepts_from), now(), 'SPLIT', c.captured_by,
            case c.channel when 'PAPER' then 'ASSISTED' else c.channel end, c.language, c.given_by, c.guardian, '{}'
          from core.consent c where c.id = consent.id and c.exceptions <> '[]'::jsonb and c.excepts_from is not null;
        perform set_config('geleit.named_person', '', true);
      end $$
    `);
    await runner.query(`
      create function core.take_lifts_back(consent core.consent, is_former boolean, done core.person_move) returns void
      language plpgsql security definer set search_path = pg_catalog as $$
      declare
        kept jsonb;
      begin
        -- What was excepted is lifted by who has excepted it.
        select b.snapshot->'exceptions' into kept from core.consent_event e
          join core.consent_event b on b.consent_id = e.consent_id and b.version = e.version - 1
          where e.consent_id = consent.id and e.at >= done.at
            and e.snapshot->'exceptions' is distinct from b.snapshot->'exceptions'
            and core.is_former(core.sides_of_event(e, done.to_person), done) is distinct from is_former
          order by e.version limit 1;
        if kept is null then return; end if;
        update core.consent c set exceptions = kept, version = c.version + 1, updated_at = now() where c.id = consent.id;
      end $$
    `);
    await runner.query(`
      create function core.split_consent(consent core.consent, done core.person_move) returns void
      language plpgsql security definer set search_path = pg_catalog as $$
      declare
        event core.consent_event;
        before jsonb;
        -- As it stood by what its own person has decided, or what was decided before.
        own jsonb;
        sides uuid[] := core.sides_of('core.consent', consent.id, done.to_person);
        is_former boolean := core.is_former(sides, done);
        came_meanwhile boolean := true;
        is_opened_by_other boolean := false;
        opens_for uuid[];
      begin
        for event in select e.* from core.consent_event e where e.consent_id = consent.id order by e.version loop
          if event.at < done.at then
            came_meanwhile := false;
          elsif core.widens(before, event.snapshot) then
            opens_for := core.sides_of_event(event, done.to_person);
            if came_meanwhile then
              -- It is theirs who gives it, whoever was asked.
              sides := opens_for;
              is_former := core.is_former(sides, done);
            else
              is_opened_by_other := core.is_former(opens_for, done) is distinct from is_former;
            end if;
          end if;
          if not is_opened_by_other then own := event.snapshot; end if;
          before := event.snapshot;
        end loop;
        perform core.take_lifts_back(consent, is_former, done);
        if came_meanwhile then
          if is_former is null then
            perform core.except_for_both(consent, done);
            if consent.state in ('REQUESTED', 'GIVEN', 'RENEWED') then perform core.end_at_split(consent); end if;
          else
            delete from core.person_move_row r where r.move_id in (select m.id from core.moves_into(done.to_person) m)
              and (r.table_name, r.row_id) in (('core.consent', consent.id), ('core.consent_scan', consent.scan_id));
            perform core.note_sides('core.consent', consent.id, done.to_person, sides);
            if consent.scan_id is not null then
              perform core.note_sides('core.consent_scan', consent.scan_id, done.to_person, sides);
            end if;
          end if;
        elsif is_opened_by_other and consent.state in ('GIVEN', 'RENEWED') then
          -- What it let through before stays, and no longer than it would have.
          if own->>'state' in ('GIVEN', 'RENEWED') and (own->>'valid_until')::timestamptz > now()
              and not core.widens(own || jsonb_build_object('valid_until', consent.valid_until), to_jsonb(consent)) then
            update core.consent c set valid_until = least(c.valid_until, (own->>'valid_until')::timestamptz),
                agreed_until = (own->>'agreed_until')::timestamptz, version = c.version + 1, updated_at = now()
              where c.id = consent.id;
          else
            perform core.end_at_split(consent);
          end if;
        end if;
      end $$
    `);
  }

  private async requests(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function core.split_requests(done core.person_move) returns void
      language plpgsql security definer set search_path = pg_catalog as $$
      begin
        -- Nobody is answered about records of the other one; what was restricted stays so until whoever wrote it lifts it.
        update core.rights_request r set state = 'WITHDRAWN', version = r.version + 1
          where r.person_id = done.to_person and r.record_id is not null
            and (r.state in ('OPEN', 'IN_PROGRESS') or (r.kind = 'DISPUTE' and r.state = 'REFUSED'))
            and core.is_former(core.sides_of('core.rights_request', r.id, r.person_id), done)
              is distinct from core.is_former(core.sides_of(r.record_table, r.record_id, r.person_id), done);
        -- Whose request nobody can tell is nobody's to answer.
        update core.rights_request r set state = 'WITHDRAWN', version = r.version + 1
          where r.person_id = done.to_person and r.state in ('OPEN', 'IN_PROGRESS')
            and core.is_former(core.sides_of('core.rights_request', r.id, r.person_id), done) is null;
      end $$
    `);
  }

  private async links(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function core.take_link_back(link core.link) returns void
      language plpgsql security definer set search_path = pg_catalog as $$
      declare
        fresh uuid := gen_random_uuid();
      begin
        perform set_config('geleit.moving', 'on', true);
        if link.move_id is not null then
          perform core.undo_move(link.move_id);
        elsif core.has_records(link.person_id, link.institution) then
          -- What it has written since stays its own, under an id that nobody else knows.
          insert into core.person (id, created_by) values (fresh, link.institution);
          perform core.move_person('UNLINK', link.person_id, fresh, link.institution);
        else
          delete from core.person_link l where l.person_id = link.person_id and l.institution = link.institution;
        end if;
        perform set_config('geleit.moving', 'off', true);
      end $$
    `);
    await runner.query(`
      create function core.split_links(done core.person_move) returns void
      language plpgsql security definer set search_path = pg_catalog as $$
      declare
        link core.link;
      begin
        for link in select l.* from core.link l where l.person_id = done.to_person and l.state in ('PENDING', 'ACTIVE')
            and coalesce(l.confirmed_at, l.requested_at) >= done.at order by l.id for no key update loop
          continue when core.is_former(core.sides_of_link(link), done) is not distinct from false;
          if link.state = 'ACTIVE' then perform core.take_link_back(link); end if;
          update core.link l set state = case link.state when 'ACTIVE' then 'ENDED' else 'CANCELLED' end, ended_at = now()
            where l.id = link.id;
        end loop;
        perform set_config('geleit.moving', 'on', true);
      end $$
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await replaceIn(runner, 'unlink(uuid)', TAKES_BACK, UNLINKS);
    await replaceIn(runner, 'undo_move(uuid)', LOCKED_BESIDE_NOTES, LOCKED);
    await replaceIn(runner, 'undo_move(uuid)', ROWS_BACK_BY_SIDE, ROWS_BACK);
    for (const name of [...OWNER_FUNCTIONS].reverse()) await runner.query(`drop function core.${name}`);
  }
}

/** Changes one part of a function and leaves the rest as it is. */
async function replaceIn(runner: QueryRunner, name: string, before: string, after: string): Promise<void> {
  const [{ source }] = (await runner.query(`select pg_get_functiondef($1::regprocedure) as source`, [
    `core.${name}`,
  ])) as [{ source: string }];
  if (!source.includes(before)) throw new Error(`core.${name} is not as this migration expects it.`);
  await runner.query(source.replace(before, () => after));
}
