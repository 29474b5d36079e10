-- Only the limiter of guesses, in a role of its own, counts.
create policy geleit_insert on core.rate_limit for insert to geleit_app
  with check ((select current_setting('geleit.role')) = 'rate-limit');
