-- Rises with every claim of a task and of a module's part of the landlord database.
create sequence fence;

create table task (
  id uuid primary key,
  -- order in which tasks are taken
  number bigint generated always as identity unique,
  kind text not null check (kind in ('PROVISIONING', 'JOB')),
  tenant_id text not null,
  state text not null check (state in ('RUNNING', 'COMPLETED', 'UNDOING', 'UNDONE', 'UNDO_FAILED')),
  plan jsonb,
  deadline timestamptz,
  failure jsonb,
  -- of the events about the task
  sequence bigint not null default 0,
  causation_id uuid,
  traceparent text,
  -- who works on it: nobody while there is no lease, or one that has run out
  fence bigint not null default 0,
  worker text,
  lease_until timestamptz,
  not_before timestamptz not null default now(),
  attempts int not null default 0,
  created_at timestamptz not null default now(),
  ended_at timestamptz,
  check ((kind = 'JOB') = (plan is not null))
);
create index task_work on task (number) where state in ('RUNNING', 'UNDOING');
create index task_of_tenant on task (tenant_id, number);

create table step (
  task_id uuid not null references task (id),
  position int not null,
  module text not null,
  version text not null,
  name text not null,
  state text not null check (state in ('STARTED', 'COMPLETED', 'FAILED', 'UNDOING', 'UNDONE')),
  began_at timestamptz not null default clock_timestamp(),
  changed_at timestamptz not null default clock_timestamp(),
  primary key (task_id, position)
);

-- Where a tenant's database is. Written before it is made, so that a second try makes the same.
create table tenant_database (
  tenant_id text primary key,
  server text not null,
  database text not null,
  unique (server, database)
);

-- Who may change a module's part of the landlord database: the holder, while its task has a lease.
create table landlord_module (
  module text primary key,
  holder uuid references task (id),
  fence bigint not null
);

create table landlord_use (
  module text not null references landlord_module (module),
  tenant_id text not null,
  version text not null,
  task_id uuid not null references task (id),
  since timestamptz not null default now(),
  primary key (module, tenant_id)
);

grant usage on sequence fence to ${app};
grant select, insert, update on task, step, tenant_database, landlord_module to ${app};
grant select, insert, update, delete on landlord_use to ${app};
