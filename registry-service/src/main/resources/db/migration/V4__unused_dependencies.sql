-- What an uninstallation leaves behind without a need for it, so that a repeated answer says the same.
alter table reservation add column unused text[] not null default '{}';
