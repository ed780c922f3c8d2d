-- What a job that removes modules was asked for and what it offers, and what an installation restores.
alter table job
  add left_data text not null default 'KEEP' check (left_data in ('KEEP', 'PURGE')),
  add remove_unused boolean not null default false,
  add unused text[] not null default '{}',
  add restores uuid,
  add restored_version text,
  add check ((restores is null) = (restored_version is null));
create index job_restoring on job (restores)
  where restores is not null and state not in ('SUCCEEDED', 'FAILED');

grant delete on tenant_module to ${app};

-- Data of removed modules, set aside by the installer. What is being restored is told by the jobs.
create table kept_data (
  id uuid primary key,
  -- order, and cursor of the lists
  number bigint generated always as identity unique,
  tenant_id text not null references tenant (id),
  module text not null,
  version text not null,
  job_id uuid not null references job (id),
  kept_at timestamptz not null,
  purge_after timestamptz not null,
  status text not null check (status in ('KEPT', 'PURGING'))
);
create index kept_data_of_tenant on kept_data (tenant_id, number);
create index kept_data_due on kept_data (purge_after) where status = 'KEPT';

grant select, insert, update, delete on kept_data to ${app};
alter table kept_data enable row level security;
alter table kept_data force row level security;
create policy app on kept_data to ${app}
  using (in_scope(tenant_id)) with check (in_scope(tenant_id));
