create table card (
  id bigint generated always as identity,
  number text not null default next_card_number(),
  holder_id bigint not null,
  card_type_code text not null,
  design_code text not null,
  status text not null default 'active',
  issued_on date not null default current_date,
  expires_on date,
  created_at timestamptz not null default now(),
  constraint card_pkey primary key (id),
  constraint card_number_key unique (number),
  constraint card_number_check check (is_card_number(number)),
  constraint card_holder_id_fkey foreign key (holder_id) references holder (id),
  constraint card_card_type_code_fkey foreign key (card_type_code) references card_type (code),
  constraint card_design_code_check check (design_code ~ '^[a-z][a-z0-9-]{0,62}$'),
  constraint card_status_check check (status in ('active', 'suspended', 'revoked', 'expired')),
  constraint card_expires_on_check check (expires_on >= issued_on)
);

-- An index, because a check before the insert lets two simultaneous requests both pass.
create unique index card_one_active_per_holder_and_type on card (holder_id, card_type_code)
  where status = 'active';

-- The index above knows active cards only; a holder's page lists the former ones too.
create index card_holder_id_idx on card (holder_id);

comment on column card.design_code is
  'Code of a design in the landlord''s catalogue, which is another database.';
comment on column card.expires_on is 'Last day of the membership; null when it has no end.';
