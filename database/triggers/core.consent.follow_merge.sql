-- A consent written under an id that is merged at this moment goes on to the person who carries it on.
create or replace trigger follow_merge after insert on core.consent for each row execute function core.follow_merge();
