create table card_type (
  code text not null,
  title text not null,
  position integer not null,
  constraint card_type_pkey primary key (code),
  constraint card_type_code_check check (code ~ '^[a-z][a-z0-9_]{0,62}$'),
  constraint card_type_title_check check (btrim(title) <> ''),
  constraint card_type_position_check check (position > 0)
);

comment on table card_type is 'What a card entitles to; a holder has one active card of each type.';

insert into card_type (code, title, position)
values
  ('membership', 'Membership', 10),
  ('staff', 'Staff', 20),
  ('volunteer', 'Volunteer', 30),
  ('visitor', 'Visitor', 40);
