-- A card without an end is still valid when everybody has forgotten it: from now on each has a last day.

create function card_valid_until(issued_on date, expires_on date) returns date
  language sql stable
  set search_path from current
as $$
  -- 12 months where setup has not written settings yet: too short is corrected more easily than too long.
  select coalesce(
    expires_on,
    (issued_on + make_interval(months => coalesce(
      (select card_validity_months from setting), 12)))::date
  )
$$;

alter table card add column valid_until date;

update card set valid_until = card_valid_until(issued_on, expires_on);

alter table card
  alter column valid_until set not null,
  add constraint card_valid_until_check check (valid_until >= issued_on);

-- What the nightly expiry looks for.
create index card_valid_until_idx on card (valid_until) where status = 'active';

-- A service from before this version knows expires_on only, and it runs while this is installed.
create function fill_card_valid_until() returns trigger
  language plpgsql
  set search_path from current
as $$
begin
  new.valid_until := card_valid_until(new.issued_on, new.expires_on);
  return new;
end
$$;

create trigger card_valid_until_at_issue
  before insert on card
  for each row when (new.valid_until is null)
  execute function fill_card_valid_until();

create trigger card_valid_until_follows_expires_on
  before update on card
  for each row when (old.expires_on is distinct from new.expires_on and old.valid_until = new.valid_until)
  execute function fill_card_valid_until();

comment on column card.valid_until is
  'Last day on which the card can be shown. Changed settings apply to later cards, not to this one.';
