-- What the platform keeps in every database that modules are installed into. Run as the database's
-- owner; it may run again. ${connect} is the group of all roles that may connect.

create schema if not exists tenantry;

-- The youngest token that a worker came with. A run of an older one cannot be finished.
create table if not exists tenantry.fence (
  module text primary key,
  value bigint not null
);

-- One row per step of a job that changed a module's schema.
create table if not exists tenantry.run (
  id uuid primary key,
  module text not null,
  schema_name text not null,
  fence bigint not null,
  module_role name not null,
  -- pinned by the platform before the first script, and compared when the run is finished; a script
  -- outside a transaction is RUNNING without
  xid xid8,
  state text not null check (state in ('PREPARED', 'RUNNING', 'DONE')),
  changed_at timestamptz not null default clock_timestamp()
);

-- Whether the run takes all its scripts out of the history; older installers said it so.
alter table tenantry.run add column if not exists undoes boolean not null default false;

-- A run whose scripts do not fit into one transaction has parts. How many of them are done, and
-- whether more follow the one that the row tells about.
alter table tenantry.run add column if not exists parts_done int not null default 0;
alter table tenantry.run add column if not exists more boolean not null default false;

-- The history's rows to be, or to be no more; written before the scripts run.
create table if not exists tenantry.run_script (
  run_id uuid not null references tenantry.run (id) on delete cascade,
  installed_rank int not null,
  version text not null,
  description text not null,
  script text not null,
  checksum int not null,
  primary key (run_id, installed_rank)
);

-- Schemas of removed modules, set aside under another name until they are put back or purged.
create table if not exists tenantry.aside (
  id uuid primary key,
  module text not null,
  schema_name name not null,
  module_role name not null,
  since timestamptz not null default clock_timestamp()
);

-- Foreign keys between such a schema and others, which are dropped meanwhile.
create table if not exists tenantry.aside_key (
  aside_id uuid not null references tenantry.aside (id) on delete cascade,
  number int not null,
  schema_name name not null,
  table_name name not null,
  name name not null,
  definition text not null,
  primary key (aside_id, number)
);
-- A repeatable script has no version. A row that the history is to lose is forgotten.
alter table tenantry.run_script alter column version drop not null;
alter table tenantry.run_script add column if not exists forgotten boolean not null default false;

-- Scripts outside a transaction that began, and are not known to have ended well. Whoever comes next
-- takes them back before anything else.
create table if not exists tenantry.begun_script (
  module text not null,
  script text not null,
  run_id uuid not null references tenantry.run (id) on delete cascade,
  installed_rank int not null,
  version text not null,
  description text not null,
  checksum int not null,
  primary key (module, script)
);

-- Extensions that the platform made, and the module that was the first to need each. They stay when
-- that module goes, because others may use them.
create table if not exists tenantry.extension (
  name name primary key,
  version text not null,
  module text not null,
  since timestamptz not null default clock_timestamp()
);

-- Writes what a part of a run has done into the history. Called by what is below in a transaction
-- that has made sure that the part may end, and by the platform after a script outside of any.
create or replace function tenantry.write_history(a_run uuid) returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  r tenantry.run;
begin
  select * into r from tenantry.run where id = a_run for update;
  execute format(
    'delete from %I.flyway_schema_history h using tenantry.run_script s
     where s.run_id = $1 and (s.forgotten or $2)
       and h.installed_rank = s.installed_rank and h.script = s.script',
    r.schema_name) using a_run, r.undoes;
  execute format(
    'insert into %I.flyway_schema_history (installed_rank, version, description, type, script,
       checksum, installed_by, execution_time, success)
     select installed_rank, version, description, ''SQL'', script, checksum, $2,
       (extract(epoch from clock_timestamp() - $3) * 1000)::int, true
     from tenantry.run_script where run_id = $1 and not (forgotten or $4)', r.schema_name)
    using a_run, r.module_role, r.changed_at, r.undoes;
  delete from tenantry.begun_script b using tenantry.run_script s
    where s.run_id = a_run and b.module = r.module and b.script = s.script;
  update tenantry.run
    set state = 'DONE', parts_done = parts_done + 1, changed_at = clock_timestamp() where id = a_run;
end
$$;

-- Called by the module's session as the last thing in its transaction. It takes no data but the run's
-- id, so there is nothing to forge; it believes nothing that the session says about itself.
create or replace function tenantry.finish_run(a_run uuid) returns void
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  r tenantry.run;
begin
  select * into r from tenantry.run where id = a_run for update;
  if not found then
    raise exception 'there is no run %', a_run using errcode = 'TN001';
  end if;
  if r.module_role <> session_user then
    raise exception 'run % belongs to another role', a_run using errcode = 'TN001';
  end if;
  if r.state <> 'RUNNING' then
    raise exception 'run % is %', a_run, r.state using errcode = 'TN001';
  end if;
  if r.xid is distinct from pg_current_xact_id() then
    raise exception 'run % did not stay in its transaction', a_run using errcode = 'TN002';
  end if;
  perform from tenantry.fence where module = r.module and value = r.fence for share;
  if not found then
    raise exception 'run % was taken over', a_run using errcode = 'TN003';
  end if;
  perform tenantry.write_history(a_run);
end
$$;

revoke all on function tenantry.write_history(uuid) from public;
revoke all on function tenantry.finish_run(uuid) from public;
grant usage on schema tenantry to ${connect};
grant execute on function tenantry.finish_run(uuid) to ${connect};
