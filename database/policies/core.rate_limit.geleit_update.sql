-- Only the limiter of guesses, in a role of its own, goes on counting.
create policy geleit_update on core.rate_limit for update to geleit_app
  using ((select current_setting('geleit.role')) = 'rate-limit')
  with check ((select current_setting('geleit.role')) = 'rate-limit');
