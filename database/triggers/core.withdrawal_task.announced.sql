-- The institution hears of a new task, and when it falls due.
create or replace trigger announced after insert or update of due_announced_at on core.withdrawal_task
  for each row execute function core.announce_task();
