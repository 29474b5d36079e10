-- Only the limiter of guesses, in a role of its own, reads its counts.
create policy geleit_select on core.rate_limit for select to geleit_app
  using ((select current_setting('geleit.role')) = 'rate-limit');
