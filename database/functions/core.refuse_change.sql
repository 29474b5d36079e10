-- What is evidence is only ever added to: log, history, receipts and transfers (Art. 5(2), 7(1) GDPR).
create or replace function core.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'geleit: % is append-only', tg_table_name using errcode = '42501';
end
$$;
