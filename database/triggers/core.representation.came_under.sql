-- Under which id a representation came to a merged person is noted, so that a split can tell whose it is.
create or replace trigger came_under after insert on core.representation referencing new table as fresh
  for each statement execute function core.came_under();
