-- Tenants' cards hold the code of a design. They live in other databases, where no foreign key can
-- guard it: a design that is no longer offered is switched off and never deleted.
create table card_design (
  code text not null,
  title text not null,
  orientation text not null,
  background_colour text not null,
  text_colour text not null,
  accent_colour text not null,
  template_reference text not null,
  position integer not null,
  is_available boolean not null default true,
  created_at timestamptz not null default now(),
  constraint card_design_pkey primary key (code),
  constraint card_design_code_check check (code ~ '^[a-z][a-z0-9-]{0,62}$'),
  constraint card_design_title_check check (btrim(title) <> ''),
  constraint card_design_orientation_check check (orientation in ('landscape', 'portrait')),
  constraint card_design_background_colour_check check (background_colour ~ '^#[0-9a-f]{6}$'),
  constraint card_design_text_colour_check check (text_colour ~ '^#[0-9a-f]{6}$'),
  constraint card_design_accent_colour_check check (accent_colour ~ '^#[0-9a-f]{6}$'),
  constraint card_design_readable_check check (text_colour <> background_colour),
  constraint card_design_template_reference_check
    check (template_reference ~ '^[a-z0-9-]+(/[a-z0-9-]+)*@[0-9]+$'),
  constraint card_design_position_check check (position > 0)
);

comment on table card_design is 'Designs that the platform offers for cards.';
comment on column card_design.template_reference is
  'Template and its revision. A changed template is a new revision, so that issued cards keep their look.';
comment on column card_design.position is
  'Place in the list of designs; steps of ten leave room between two.';
comment on column card_design.is_available is
  'False: new cards cannot choose it, issued ones keep it.';

insert into card_design
  (code, title, orientation, background_colour, text_colour, accent_colour, template_reference, position)
values
  ('classic', 'Classic', 'landscape', '#ffffff', '#1a1a1a', '#0b5fff', 'cards/classic@1', 10),
  ('midnight', 'Midnight', 'landscape', '#101828', '#f9fafb', '#f5b301', 'cards/midnight@1', 20),
  ('meadow', 'Meadow', 'landscape', '#e8f5e9', '#1b3a1f', '#2e7d32', 'cards/meadow@1', 30),
  ('portrait-photo', 'Portrait with photo', 'portrait', '#ffffff', '#1a1a1a', '#b3261e', 'cards/portrait-photo@1', 40),
  ('plain', 'Plain, high contrast', 'portrait', '#000000', '#ffffff', '#ffffff', 'cards/plain@1', 50);
