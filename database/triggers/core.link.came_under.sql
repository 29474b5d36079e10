-- Under which id a link came to a merged person is noted, so that a split gives it back.
create or replace trigger came_under after insert on core.link referencing new table as fresh
  for each statement execute function core.came_under();
