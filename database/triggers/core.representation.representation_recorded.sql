-- A representation is of a minor, by somebody else, until they come of age (sections 2, 1629 BGB).
create or replace trigger representation_recorded before insert on core.representation
  for each row execute function core.representation_recorded();
