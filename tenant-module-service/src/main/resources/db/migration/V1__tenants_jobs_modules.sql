create table tenant (
  id text primary key,
  name text not null,
  isolation text not null check (isolation in ('DATABASE', 'SCHEMA')),
  status text not null check (status in ('PROVISIONING', 'READY', 'PROVISIONING_FAILED')),
  database_server text,
  database_name text,
  problem_code text,
  problem_detail text,
  registered_at timestamptz not null,
  check ((status = 'READY') = (database_name is not null))
);

create table subscription (
  tenant_id text primary key references tenant (id),
  plan text not null,
  everything boolean not null,
  modules text[] not null,
  features text[] not null
);

create table job (
  id uuid primary key,
  -- order of the requests, and cursor of the lists
  number bigint generated always as identity unique,
  tenant_id text not null references tenant (id),
  kind text not null check (kind in ('INSTALL', 'UPGRADE', 'UNINSTALL')),
  module text not null,
  version_range text not null,
  parameters jsonb not null,
  allow_prereleases boolean not null,
  requested_by text not null,
  requested_at timestamptz not null,
  queue_deadline timestamptz not null,
  state text not null check (state in ('PENDING', 'VALIDATING', 'RUNNING', 'ROLLING_BACK',
    'MANUAL_INTERVENTION', 'SUCCEEDED', 'FAILED')),
  deadline timestamptz,
  ended_at timestamptz,
  problem jsonb,
  plan jsonb not null,
  percent int not null default 0 check (percent between 0 and 100),
  -- highest sequence of the installer's progress, and number of rows in the timeline
  progress_sequence bigint not null default 0,
  timeline_length int not null default 0,
  check ((state in ('SUCCEEDED', 'FAILED')) = (ended_at is not null))
);
-- One running job per tenant, and one unfinished job per tenant and module: held here, not by a check.
create unique index job_running on job (tenant_id)
  where state in ('VALIDATING', 'RUNNING', 'ROLLING_BACK', 'MANUAL_INTERVENTION');
create unique index job_unfinished on job (tenant_id, module)
  where state not in ('SUCCEEDED', 'FAILED');
create index job_of_tenant on job (tenant_id, number);
create index job_of_module on job (tenant_id, module, number);

-- What happened to a job, in order; gaps would mean that something is lost.
create table job_timeline (
  job_id uuid not null references job (id),
  sequence int not null,
  tenant_id text not null,
  occurred_at timestamptz not null,
  -- either the job's new state, or what became of a step
  job_state text,
  module text,
  version text,
  step text,
  step_state text,
  percent int,
  detail text,
  primary key (job_id, sequence),
  check ((job_state is null) <> (step is null))
);

create table tenant_module (
  tenant_id text not null references tenant (id),
  module text not null,
  version text not null,
  installed_as text not null check (installed_as in ('REQUESTED', 'DEPENDENCY')),
  namespace text not null,
  permissions jsonb not null,
  parameters jsonb not null,
  server text not null,
  database text not null,
  schema text not null,
  runtime_role text not null,
  runtime_secret text not null,
  job_id uuid not null references job (id),
  since timestamptz not null,
  primary key (tenant_id, module)
);

-- Append-only. Each entry of a trail carries the hash of the one before it.
create table audit_entry (
  trail text not null,
  sequence bigint not null,
  tenant_id text,
  occurred_at timestamptz not null,
  actor text not null,
  source text not null,
  action text not null,
  subject text not null,
  outcome text not null,
  previous_hash bytea not null,
  hash bytea not null,
  primary key (trail, sequence)
);
create index audit_entry_time on audit_entry (occurred_at);

-- Length and last hash of each trail, so that a cut tail is noticed.
create table audit_trail (
  trail text primary key,
  tenant_id text,
  length bigint not null,
  previous_hash bytea not null,
  hash bytea not null
);

create function audit_digest(occurred_at timestamptz, actor text, source text, action text,
  subject text, outcome text) returns bytea
  language sql stable
  return sha256(convert_to(jsonb_build_array(
    to_char(occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    actor, source, action, subject, outcome)::text, 'UTF8'));

-- Appends an entry; the row of the trail is locked from here to the commit, which keeps the order.
create function audit_record(a_trail text, a_tenant text, a_occurred_at timestamptz, a_actor text,
  a_source text, a_action text, a_subject text, a_outcome text) returns bigint
  language sql
  as $$
    with content as (
      select audit_digest(a_occurred_at, a_actor, a_source, a_action, a_subject, a_outcome) as digest),
    appended as (
      insert into audit_trail as t (trail, tenant_id, length, previous_hash, hash)
      select a_trail, a_tenant, 1, ''::bytea, sha256(digest) from content
      on conflict (trail) do update
      set length = t.length + 1, previous_hash = t.hash,
        hash = sha256(t.hash || (select digest from content))
      returning length, previous_hash, hash)
    insert into audit_entry (trail, sequence, tenant_id, occurred_at, actor, source, action, subject,
      outcome, previous_hash, hash)
    select a_trail, length, a_tenant, a_occurred_at, a_actor, a_source, a_action, a_subject,
      a_outcome, previous_hash, hash
    from appended
    returning sequence
  $$;

-- The first entry of a trail that is missing or not what it was; null when the trail is whole.
create function audit_first_flaw(a_trail text) returns bigint
  language sql stable
  as $$
    with entry as (
      select sequence, row_number() over w as position, previous_hash, hash,
        coalesce(lag(hash) over w, ''::bytea) as hash_before,
        audit_digest(occurred_at, actor, source, action, subject, outcome) as digest
      from audit_entry where trail = a_trail
      window w as (order by sequence)),
    flaw as (
      select position from entry
      where sequence <> position or previous_hash <> hash_before
        or hash <> sha256(hash_before || digest)
      union all
      select count(*) + 1 from entry
      having count(*) <> coalesce((select length from audit_trail where trail = a_trail), 0)
        or coalesce((select hash from entry order by sequence desc limit 1), ''::bytea)
          <> coalesce((select hash from audit_trail where trail = a_trail), ''::bytea))
    select min(position) from flaw
  $$;

grant select, insert, update on tenant, subscription, job, tenant_module, audit_trail to ${app};
grant select, insert on job_timeline, audit_entry to ${app};
