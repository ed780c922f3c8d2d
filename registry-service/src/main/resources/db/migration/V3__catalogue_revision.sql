-- Counts the changes of what can be installed, so that a catalogue that was worked out once can be
-- kept; locked while a plan is reserved, so that no version is withdrawn meanwhile. One row.
create table catalogue_revision (
  only_row boolean primary key default true check (only_row),
  revision bigint not null
);
insert into catalogue_revision (revision) values (1);

grant select, update on catalogue_revision to ${app};

-- A plan also upgrades and removes.
alter table reservation_item
  add column action text not null default 'INSTALL'
    check (action in ('INSTALL', 'UPGRADE', 'REMOVE')),
  add column from_version text;
alter table reservation_item alter column action drop default;
grant delete on module_usage to ${app};
