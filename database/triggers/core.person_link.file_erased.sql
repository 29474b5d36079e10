-- When an institution erases its file, the link ends. A file that only moves to another person keeps it.
create or replace trigger file_erased after delete on core.person_link for each row
  when (current_setting('geleit.moving', true) is distinct from 'on') execute function core.file_erased();
