-- Whoever may see a move may see which rows it moved.
create policy geleit_select on core.person_move_row for select to geleit_app
  using ((select true from core.person_move m where m.id = move_id limit 1));
