-- Under which id a consent came to a merged person is noted, so that a split gives it back.
create or replace trigger came_under after insert on core.consent referencing new table as fresh
  for each statement execute function core.came_under();
