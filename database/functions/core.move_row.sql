-- Passes one row to another person and notes it. Where the other one has a row of the same number, it stays, and
-- whoever asked is told.
create or replace function core.move_row(move core.person_move, table_name text, row_id uuid) returns void
language plpgsql set search_path = pg_catalog as $$
declare
  -- A consent's history has an entry for each of its versions.
  step text := case when table_name = 'core.consent' then ', version = version + 1, updated_at = now()' else '' end;
  moved bigint;
  is_kept boolean := false;
begin
  begin
    execute format('update %s set person_id = $1 %s where id = $2 and person_id = $3', table_name::regclass, step)
      using move.to_person, row_id, move.from_person;
    get diagnostics moved = row_count;
    if moved = 0 then return; end if;
  exception when unique_violation then
    -- The other person has one of the same number: this one stays, and whoever asked for the move is told.
    is_kept := true;
  end;
  insert into core.person_move_row (move_id, table_name, row_id, kept) values (move.id, table_name, row_id, is_kept);
end
$$;
