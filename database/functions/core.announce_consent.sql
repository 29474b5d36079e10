-- Tells live subscribers that a consent has changed: the person, the recipients, and whoever requested or captured
-- it. A requester hears the answer, too.
create or replace function core.announce_consent() returns trigger language plpgsql set search_path = pg_catalog as $$
declare
  requester text := new.snapshot->>'requested_by';
begin
  insert into core.announcement (message) values (json_build_object('kind', 'CONSENT', 'id', new.consent_id,
    'version', new.version, 'person', new.person_id, 'institutions', array(select distinct i
      from jsonb_array_elements_text(new.snapshot->'recipients' || (new.snapshot->'requested_by')
        || (new.snapshot->'captured_by')) i where i is not null order by i))::text);
  if new.state_before = 'REQUESTED' and new.state_after in ('GIVEN', 'REFUSED') and requester is not null then
    perform core.announce('ANSWER', new.consent_id, new.version, new.person_id, array[requester]);
  end if;
  return null;
end
$$;
