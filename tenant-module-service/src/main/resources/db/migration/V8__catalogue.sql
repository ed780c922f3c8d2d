-- What the registry has told about module versions, newest news only. It is nobody's own: every unit
-- of work that says whose it is may read it, and the platform's writes it.
create table catalogue_version (
  module text not null,
  version text not null,
  title text not null,
  description text not null,
  status text not null check (status in ('PUBLISHED', 'DEPRECATED', 'WITHDRAWN')),
  reason text not null,
  required_features text[] not null,
  changed_at timestamptz not null,
  primary key (module, version)
);

grant select, insert, update on catalogue_version to ${app};
alter table catalogue_version enable row level security;
alter table catalogue_version force row level security;
create policy app_reads on catalogue_version for select to ${app}
  using (current_setting('tenantry.scope', true) in ('platform', 'tenants'));
create policy app_adds on catalogue_version for insert to ${app}
  with check (current_setting('tenantry.scope', true) = 'platform');
create policy app_changes on catalogue_version for update to ${app}
  using (current_setting('tenantry.scope', true) = 'platform');
