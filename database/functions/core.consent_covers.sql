-- Whether a consent lets a category through to a recipient for a purpose, without regard to time: scope minus what
-- was withdrawn or excepted.
create or replace function core.consent_covers(consent core.consent, recipient text, category text, purpose text)
returns boolean language sql immutable parallel safe as $$
  select coalesce(core.lives(consent) and recipient = any(consent.recipients) and purpose = any(consent.purposes)
    -- What is narrower than a category lies in it.
    and core.consent_category(category) = any(consent.categories)
    and not core.excepts(consent.withdrawn, recipient, core.consent_category(category), purpose)
    and not core.excepts(consent.exceptions, recipient, core.consent_category(category), purpose), false)
$$;
