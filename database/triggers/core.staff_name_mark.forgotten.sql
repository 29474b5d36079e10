-- Marks of staff's own surnames older than 31 days go as soon as new ones come (Art. 5(1)(e) GDPR).
create or replace trigger forgotten after insert on core.staff_name_mark
  for each statement execute function core.forget_staff_names();
