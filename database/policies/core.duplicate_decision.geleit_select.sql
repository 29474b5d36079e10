-- Whoever may see a pair of possible duplicates may see what was decided about it.
create policy geleit_select on core.duplicate_decision for select to geleit_app
  using ((select true from core.duplicate_pair p where p.id = pair_id limit 1));
