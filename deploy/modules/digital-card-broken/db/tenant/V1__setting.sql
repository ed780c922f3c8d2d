-- One row at most. It is missing until the first setup, and after the undo of that setup.
create table setting (
  id boolean not null default true,
  default_design text not null,
  locale text not null,
  card_validity_months integer not null,
  constraint setting_pkey primary key (id),
  constraint setting_single_row_check check (id),
  constraint setting_default_design_check check (default_design ~ '^[a-z][a-z0-9-]{0,62}$'),
  constraint setting_locale_check check (locale ~ '^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$'),
  constraint setting_card_validity_months_check check (card_validity_months between 1 and 120)
);

comment on table setting is 'The parameters of the module, as setup last wrote them.';
comment on column setting.default_design is
  'Code of a design in the landlord''s catalogue, which is another database.';
