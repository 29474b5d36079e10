-- Requests for links that came by a booklet end when it is erased.
create or replace trigger booklet_erased after delete on core.booklet for each row
  execute function core.booklet_erased();
