-- The person confirms or refuses that an institution files them under their booklet. Below 15 only a guardian can
-- confirm (section 36 SGB I; unsure counts as below).
create or replace function core.answer_link(link uuid, confirms boolean) returns table (made core.link, problem text)
language plpgsql security definer set search_path = pg_catalog as $$
begin
  select l.* into made from core.link l where l.id = answer_link.link
    and l.person_id = nullif(core.setting('person'), '-')::uuid for update;
  if made.id is null then return; end if;
  if made.state <> 'PENDING' or made.expires_at <= now() then
    problem := 'NOT_PENDING';
  elsif confirms and (select g.perhaps from core.guardian_acts_alone() g) then problem := 'BY_GUARDIAN';
  elsif confirms then
    problem := core.complete_link(made, 'PERSON', null);
    perform set_config('geleit.moving', 'off', true);
  else
    update core.link l set state = 'REFUSED', ended_at = now(), ended_by = core.setting('actor') where l.id = made.id;
  end if;
  select l.* into made from core.link l where l.id = made.id;
  return next;
end
$$;

grant execute on function core.answer_link(uuid,boolean) to geleit_app;
