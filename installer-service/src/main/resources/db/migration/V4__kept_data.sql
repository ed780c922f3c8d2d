-- Data that removed modules have left in their tenants' databases.
create table kept_data (
  id uuid primary key,
  tenant_id text not null,
  module text not null,
  job_id uuid not null references task (id),
  -- the use of the landlord database that goes with it
  use_task_id uuid references task (id),
  -- when it was put back or destroyed
  gone_at timestamptz
);

grant select, insert, update on kept_data to ${app};

alter table task
  add column kept_data_id uuid references kept_data (id),
  drop constraint task_kind_check,
  add constraint task_kind_check check (kind in ('PROVISIONING', 'JOB', 'PURGE')),
  add check ((kind = 'PURGE') = (kept_data_id is not null));

-- A step is known by its name: its position may be another one for a newer installer.
alter table step drop constraint step_pkey, add primary key (task_id, module, name);
