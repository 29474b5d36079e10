import type { MigrationInterface, QueryRunner } from 'typeorm';

const INSTITUTION = `(select current_setting('geleit.institution'))`;
const STAFF = `(select current_setting('geleit.role') in ('counsellor', 'case-manager', 'service'))`;
const REVIEWER = `(select true from core.duplicate_reviewer r where r.institution = (select current_setting('geleit.institution'))
  and r.role = (select current_setting('geleit.role')) limit 1)`;
const readable = (person: string): string => `(select true from core.identity i where i.person_id = ${person} limit 1)`;
const BOTH = `${readable('duplicate_pair.person_a')} and ${readable('duplicate_pair.person_b')}`;
const sourcesIn = (table: string): string =>
  ['source_a', 'source_b']
    .map((source) => `(select true from ${table} s where s.id = duplicate_agreement.${source} limit 1)`)
    .join(' and ');

/**
 * That two telephones agree tells of both. So what agrees is kept record by record, and whoever may not read a record is not
 * told what agrees with it: not as a reason, in the score, by the order, or by a pair that is there only because of it.
 */
export class AgreementsByRecord1795392311000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table core.duplicate_agreement (
        pair_id uuid not null,
        category text not null,
        source_a uuid not null,
        source_b uuid not null,
        points integer not null,
        reasons text array not null,
        found_at timestamptz not null default now(),
        constraint duplicate_agreement_pk primary key (pair_id, category, source_a, source_b),
        constraint duplicate_agreement_of_pair foreign key (pair_id) references core.duplicate_pair (id) on delete cascade
      )
    `);
    await runner.query('alter table core.duplicate_agreement enable row level security');
    await runner.query('alter table core.duplicate_agreement force row level security');
    await runner.query(`
      create policy owner_all on core.duplicate_agreement to current_user using (true) with check (true)
    `);
    await runner.query('grant select on core.duplicate_agreement to geleit_app');
    // The caller's own locks of identities and contacts say what they may read; there is no second rule.
    await runner.query(`
      create policy geleit_select on core.duplicate_agreement for select to geleit_app using (${STAFF} and (${REVIEWER}
        or case category when 'IDENTITY' then ${sourcesIn('core.identity')}
          when 'CONTACT' then ${sourcesIn('core.contact')} end))
    `);
    await this.pairs(runner);
    await this.seen(runner);
    await runner.query(DESCRIBED);
    await runner.query(BATCH);
    await runner.query(RESULT);
  }

  /** Until they are compared anew it is not known which records agreed: nobody's, so that reviewers alone are told. */
  private async pairs(runner: QueryRunner): Promise<void> {
    await runner.query(`
      insert into core.duplicate_agreement (pair_id, category, source_a, source_b, points, reasons, found_at)
        select p.id, 'IDENTITY', p.id, p.id, p.score * 10, p.reasons, p.found_at from core.duplicate_pair p
    `);
    await runner.query(`
      insert into core.match_task (person_id) select distinct unnest(array[p.person_a, p.person_b])
        from core.duplicate_pair p where p.state = 'OPEN'
    `);
    await runner.query(`
      alter table core.duplicate_pair add column threshold integer not null default 100,
        add column by_identity boolean not null default false, drop column score, drop column reasons
    `);
    await runner.query(`
      alter table core.duplicate_pair alter column threshold drop default, alter column by_identity drop default
    `);
  }

  private async seen(runner: QueryRunner): Promise<void> {
    // The caller's rights: row level security leaves the agreements that they may know of.
    await runner.query(`
      create function core.agreement_seen(pair uuid)
      returns table (score integer, reasons text[], found_at timestamptz, contact_agrees boolean) language sql stable as $$
        select round(least(1000, greatest(0, i.points + coalesce(c.points, 0))) / 10.0)::integer, i.reasons || coalesce(c.reasons, '{}'), i.found_at,
          c.points is not null
        from (select a.* from core.duplicate_agreement a where a.pair_id = pair and a.category = 'IDENTITY'
            order by a.points desc, a.source_a, a.source_b limit 1) i
          left join lateral (select a.* from core.duplicate_agreement a where a.pair_id = pair and a.category = 'CONTACT'
            order by a.points desc, a.source_a, a.source_b limit 1) c on true
      $$
    `);
    await runner.query('revoke all on function core.agreement_seen(uuid) from public');
    await runner.query('grant execute on function core.agreement_seen(uuid) to geleit_app');
    // A pair to which only a contact led is there for those who see that one agree.
    const alike = `(select s.score >= duplicate_pair.threshold and (duplicate_pair.by_identity or s.contact_agrees)
      from core.agreement_seen(duplicate_pair.id) s)`;
    await this.lock(runner, `state <> 'MERGED' and ${BOTH} and ${alike}`);
  }

  private async lock(runner: QueryRunner, comparable: string): Promise<void> {
    await runner.query(`
      alter policy geleit_select on core.duplicate_pair
        using (${STAFF} and (${REVIEWER} or decided_institution = ${INSTITUTION} or (${comparable})))
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await this.lock(runner, `state <> 'MERGED' and ${BOTH}`);
    await runner.query(`
      alter table core.duplicate_pair add column score integer not null default 0,
        add column reasons text array not null default '{}', drop column threshold, drop column by_identity
    `);
    await runner.query(`
      update core.duplicate_pair p set score = s.score, reasons = s.reasons from core.duplicate_pair o
        cross join lateral core.agreement_seen(o.id) s where o.id = p.id
    `);
    await runner.query(`
      alter table core.duplicate_pair alter column score drop default, alter column reasons drop default
    `);
    await runner.query('drop function core.agreement_seen(uuid)');
    await runner.query('drop table core.duplicate_agreement');
    for (const text of FORMER) await runner.query(text);
  }
}

const DESCRIBED = `create or replace function core.described(person uuid) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  -- What is restricted is stored only (Art. 18(2) GDPR).
  return jsonb_build_object(
    'identities', (select coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'givenName', i.given_name,
        'familyName', i.family_name, 'birthDate', i.birth_date, 'sex', i.sex, 'nationality', i.nationality) order by i.id), '[]')
      from core.identity i where i.person_id = person and i.restricted_at is null),
    'contacts', (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'street', c.street, 'postalCode', c.postal_code,
        'phone', c.phone, 'email', c.email) order by c.id), '[]')
      from core.contact c where c.person_id = person and c.restricted_at is null));
end $$`;

const BATCH = `create or replace function core.match_batch(most integer)
returns table (tasks uuid[], person_id uuid, described jsonb, candidates jsonb)
language plpgsql security definer set search_path = pg_catalog as $$
#variable_conflict use_column
begin
  perform core.begin_matching();
  return query
    with taken as materialized (
      select t.id, t.person_id from core.match_task t order by t.since, t.id limit most for update skip locked),
    asked as materialized (select t.person_id, array_agg(t.id) as tasks from taken t group by t.person_id)
    select a.tasks, a.person_id, core.described(a.person_id),
      -- A key that many share tells little: of each only some are looked at, so that the cost stays bounded. Those to whom
      -- the identity leads are chosen by it alone: no contact brings one of them in, or another one out.
      (select coalesce(jsonb_agg(jsonb_build_object('personId', c.person_id, 'byIdentity', c.by_identity,
          'described', core.described(c.person_id))), '[]')
        from (select r.*, row_number() over (partition by r.by_identity order by r.keys desc, r.person_id) as place
          from (select o.person_id, count(*) filter (where o.of_identity) > 0 as by_identity,
              coalesce(nullif(count(*) filter (where o.of_identity), 0), count(*)) as keys
            from core.match_key k
              cross join lateral (select m.person_id, left(k.key, 2) not in ('p:', 'e:') as of_identity
                from core.match_key m where m.key = k.key limit 100) o
            where k.person_id = a.person_id and o.person_id <> a.person_id
            group by o.person_id) r) c
        join core.person p on p.id = c.person_id and p.merged_into is null
        where c.place <= 200 and exists (select from core.person mine where mine.id = a.person_id and mine.merged_into is null))
    from asked a;
  perform set_config('geleit.matching', 'off', true);
end $$`;

const RESULT = `create or replace function core.match_result(done uuid[], person uuid, alike jsonb) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform core.begin_matching();
  -- The version counts decisions: that a comparison came out otherwise would tell of records that the reader may not read.
  insert into core.duplicate_pair as p (person_a, person_b, threshold, by_identity)
    select least(person, f."personId"), greatest(person, f."personId"), f.threshold, f."byIdentity"
    from jsonb_to_recordset(alike) as f("personId" uuid, threshold integer, "byIdentity" boolean)
    on conflict (person_a, person_b) do update
      set threshold = excluded.threshold, by_identity = excluded.by_identity
      where p.state = 'OPEN' and (p.threshold, p.by_identity) is distinct from (excluded.threshold, excluded.by_identity);
  with found as materialized (
    select p.id as pair_id, a.category, a.points, a.reasons,
      case when person = p.person_a then a.mine else a.theirs end as source_a,
      case when person = p.person_a then a.theirs else a.mine end as source_b
    from jsonb_to_recordset(alike) as f("personId" uuid, agreements jsonb)
      join core.duplicate_pair p on p.person_a = least(person, f."personId")
        and p.person_b = greatest(person, f."personId") and p.state = 'OPEN'
      cross join lateral jsonb_to_recordset(f.agreements)
        as a(category text, mine uuid, theirs uuid, points integer, reasons text[])),
  gone as (
    delete from core.duplicate_agreement g using (select distinct f.pair_id from found f) p
      where g.pair_id = p.pair_id and not exists (select from found f
        where (f.pair_id, f.category, f.source_a, f.source_b) = (g.pair_id, g.category, g.source_a, g.source_b)))
  insert into core.duplicate_agreement as g (pair_id, category, source_a, source_b, points, reasons)
    select f.pair_id, f.category, f.source_a, f.source_b, f.points, f.reasons from found f
    on conflict (pair_id, category, source_a, source_b) do update
      set points = excluded.points, reasons = excluded.reasons, found_at = now()
      where (g.points, g.reasons) is distinct from (excluded.points, excluded.reasons);
  -- What was corrected meanwhile is no question any more; what was decided stays decided.
  delete from core.duplicate_pair p where p.state = 'OPEN' and person in (p.person_a, p.person_b)
    and not exists (select from jsonb_to_recordset(alike) as f("personId" uuid)
      where f."personId" in (p.person_a, p.person_b));
  delete from core.match_task t where t.id = any(done);
  perform set_config('geleit.matching', 'off', true);
end $$`;

/** The same functions as they were before. */
const FORMER = [
  `create or replace function core.described(person uuid) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  -- What is restricted is stored only (Art. 18(2) GDPR).
  return (select coalesce(jsonb_agg(jsonb_build_object('givenName', i.given_name, 'familyName', i.family_name,
      'birthDate', i.birth_date, 'sex', i.sex, 'nationality', i.nationality, 'street', c.street,
      'postalCode', c.postal_code, 'phone', c.phone, 'email', c.email) order by i.id), '[]')
    from core.identity i
    left join lateral (select c.* from core.contact c where c.person_id = i.person_id and c.restricted_at is null
      order by c.institution = i.institution desc, c.updated_at desc, c.id limit 1) c on true
    where i.person_id = person and i.restricted_at is null);
end $$`,
  `create or replace function core.match_batch(most integer)
returns table (tasks uuid[], person_id uuid, described jsonb, candidates jsonb)
language plpgsql security definer set search_path = pg_catalog as $$
#variable_conflict use_column
begin
  perform core.begin_matching();
  return query
    with taken as materialized (
      select t.id, t.person_id from core.match_task t order by t.since, t.id limit most for update skip locked),
    asked as materialized (select t.person_id, array_agg(t.id) as tasks from taken t group by t.person_id)
    select a.tasks, a.person_id, core.described(a.person_id),
      -- A key that many share tells little: of each only some are looked at, so that the cost stays bounded.
      (select coalesce(jsonb_agg(jsonb_build_object('personId', c.person_id, 'described', core.described(c.person_id))), '[]')
        from (select o.person_id from core.match_key k
            cross join lateral (select m.person_id from core.match_key m where m.key = k.key limit 100) o
          where k.person_id = a.person_id and o.person_id <> a.person_id
          group by o.person_id order by count(*) desc, o.person_id limit 200) c
        join core.person p on p.id = c.person_id and p.merged_into is null
        where exists (select from core.person mine where mine.id = a.person_id and mine.merged_into is null))
    from asked a;
  perform set_config('geleit.matching', 'off', true);
end $$`,
  `create or replace function core.match_result(done uuid[], person uuid, alike jsonb) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform core.begin_matching();
  insert into core.duplicate_pair as p (person_a, person_b, score, reasons)
    select least(person, f."personId"), greatest(person, f."personId"), f.score, f.reasons
    from jsonb_to_recordset(alike) as f("personId" uuid, score integer, reasons text[])
    on conflict (person_a, person_b) do update
      set score = excluded.score, reasons = excluded.reasons, version = p.version + 1
      where p.state = 'OPEN' and (p.score, p.reasons) is distinct from (excluded.score, excluded.reasons);
  -- What was corrected meanwhile is no question any more; what was decided stays decided.
  delete from core.duplicate_pair p where p.state = 'OPEN' and person in (p.person_a, p.person_b)
    and not exists (select from jsonb_to_recordset(alike) as f("personId" uuid)
      where f."personId" in (p.person_a, p.person_b));
  delete from core.match_task t where t.id = any(done);
  perform set_config('geleit.matching', 'off', true);
end $$`,
];
