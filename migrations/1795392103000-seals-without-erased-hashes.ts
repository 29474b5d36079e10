import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What this migration changes in functions of before: function, what stands there, what stands there then. */
const CHANGES: readonly (readonly [name: string, before: string, after: string])[] = [
  [
    'seal_access_log()',
    `from_id, until_id, entry_ids, entry_hashes, previous_hash, hash)
          select coalesce(last.seq, 0) + 1, t.tx, t.tx, coalesce(last.until_id, 0), upto, ids, hashes, before,
            sha256(before || convert_to(array_to_string(ids, ','), 'UTF8') ||
              (select string_agg(h, ''::bytea order by n) from unnest(hashes) with ordinality as u(h, n)))
          from (select`,
    `from_id, until_id, entry_ids, entry_hashes, previous_hash, content_hash, hash)
          select coalesce(last.seq, 0) + 1, t.tx, t.tx, coalesce(last.until_id, 0), upto, ids, hashes, before,
            c.content, sha256(before || '\\x02'::bytea || c.content)
          from (select sha256(convert_to(array_to_string(ids, ','), 'UTF8') ||
              (select string_agg(h, ''::bytea order by n) from unnest(hashes) with ordinality as u(h, n))) as content) c,
            (select`,
  ],
  [
    'erase_access_log(timestamptz)',
    `months integer := 0;`,
    `months integer := 0;
        gone int8multirange;
        collapsed int8multirange;`,
  ],
  [
    'erase_access_log(timestamptz)',
    `description := jsonb_build_object(`,
    `-- Links of which nothing is left, neither of this month nor of one before.
            gone := ids + coalesce((select range_agg((s.cut->>'ids')::int8multirange) from core.access_seal s
              where s.cut is not null), '{}');
            select coalesce(range_agg(int8range(s.seq, s.seq, '[]')), '{}') into collapsed from core.access_seal s
              where s.until_id between lower(ids) and anchor.until_id and s.cut is null and s.content_hash is not null
                and s.entry_ids <> '{}' and not exists (select from unnest(s.entry_ids) i where not i <@ gone);
            description := jsonb_build_object('collapsed', collapsed::text, `,
  ],
  [
    'erase_access_log(timestamptz)',
    `sha256(last.hash || convert_to(description::text, 'UTF8')));`,
    `sha256(last.hash || convert_to(description::text, 'UTF8')));
            update core.access_seal s set entry_ids = '{}', entry_hashes = '{}'
              where s.seq between lower(collapsed) and upper(collapsed) - 1 and s.seq <@ collapsed;`,
  ],
];

/**
 * A link of the chain over the access log need not keep the number and the hash of every entry for ever. From here on it has a
 * hash of them all besides, from which its own follows; when all its entries are erased, the link of the chain that says so
 * names it, and that hash alone stays. No hash of a link changes: heads that partners keep go on proving the log.
 */
export class SealsWithoutErasedHashes1795392103000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Null in links that were made before: their hash follows from those of their entries, which therefore stay.
    await runner.query(`alter table core.access_seal add column content_hash bytea`);
    await runner.query(`create index access_seal_cuts on core.access_seal (seq) where cut is not null`);
    for (const [name, before, after] of CHANGES) await replaceIn(runner, name, before, after);
    await runner.query(`
      create function core.seal_collapses() returns trigger
      language plpgsql security definer set search_path = pg_catalog as $$
      begin
        -- The one change of a link that there is: what the chain itself says is erased goes out of it.
        if new.entry_ids <> '{}' or new.entry_hashes <> '{}' or old.content_hash is null
            or to_jsonb(new) - '{entry_ids,entry_hashes}'::text[] <> to_jsonb(old) - '{entry_ids,entry_hashes}'::text[]
            or not exists (select from core.access_seal c where c.cut is not null and c.seq > old.seq
              and (c.cut->>'collapsed')::int8multirange @> old.seq) then
          raise exception 'geleit: access_seal is append-only' using errcode = '42501';
        end if;
        return new;
      end $$
    `);
    await runner.query(`revoke all on function core.seal_collapses() from public`);
    await runner.query(`drop trigger append_only on core.access_seal`);
    await runner.query(`
      create trigger append_only before delete on core.access_seal
        for each row execute function core.refuse_change()
    `);
    await runner.query(`
      create trigger only_collapses before update on core.access_seal
        for each row execute function core.seal_collapses()
    `);
  }

  /** The version before cannot verify links that were made since; it goes on from their head. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop function core.seal_collapses() cascade`);
    await runner.query(`drop trigger append_only on core.access_seal`);
    await runner.query(`
      create trigger append_only before update or delete on core.access_seal
        for each row execute function core.refuse_change()
    `);
    for (const [name, before, after] of [...CHANGES].reverse()) await replaceIn(runner, name, after, before);
    await runner.query(`drop index core.access_seal_cuts`);
    await runner.query(`alter table core.access_seal drop column content_hash`);
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
