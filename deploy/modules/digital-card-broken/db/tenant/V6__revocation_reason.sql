create table revocation_reason (
  code text not null,
  title text not null,
  allows_new_card boolean not null,
  position integer not null,
  constraint revocation_reason_pkey primary key (code),
  constraint revocation_reason_code_check check (code ~ '^[a-z][a-z0-9_]{0,62}$'),
  constraint revocation_reason_title_check check (btrim(title) <> ''),
  constraint revocation_reason_position_check check (position > 0)
);

comment on column revocation_reason.allows_new_card is
  'False: a person decides before the holder gets another card.';

insert into revocation_reason (code, title, allows_new_card, position)
values
  ('lost', 'Lost', true, 10),
  ('stolen', 'Stolen', true, 20),
  ('replaced', 'Replaced by a new card', true, 30),
  ('issued_in_error', 'Issued in error', true, 40),
  ('membership-ended', 'Membership ended', false, 50),
  ('misused', 'Misused', false, 60),
  ('unspecified', 'Not specified', true, 70);

alter table card add column revocation_reason_code text;

-- Nobody was asked for the reason of the cards that are revoked by now.
update card set revocation_reason_code = 'unspecified' where status = 'revoked';

alter table card
  add constraint card_revocation_reason_code_fkey
    foreign key (revocation_reason_code) references revocation_reason (code),
  add constraint card_revocation_reason_code_check
    check ((status = 'revoked') = (revocation_reason_code is not null));
