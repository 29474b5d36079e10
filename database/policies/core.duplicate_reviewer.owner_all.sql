-- `geleit migrate` writes the reviewers of the policy.
create policy owner_all on core.duplicate_reviewer to current_user using (true) with check (true);
