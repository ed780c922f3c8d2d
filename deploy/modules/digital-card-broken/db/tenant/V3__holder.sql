create table holder (
  id bigint generated always as identity,
  reference text not null,
  display_name text not null,
  email text,
  locale text,
  created_at timestamptz not null default now(),
  constraint holder_pkey primary key (id),
  constraint holder_reference_key unique (reference),
  constraint holder_reference_check check (btrim(reference) <> ''),
  constraint holder_display_name_check check (btrim(display_name) <> ''),
  constraint holder_email_check check (email ~ '^[^@[:space:]]+@[^@[:space:]]+$'),
  constraint holder_locale_check check (locale ~ '^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$')
);

-- Not unique: families share an address.
create index holder_email_idx on holder (lower(email)) where email is not null;

comment on table holder is 'People who can have a card.';
comment on column holder.reference is 'What the tenant''s own member register calls this person.';
comment on column holder.locale is 'Null: the tenant''s language.';
