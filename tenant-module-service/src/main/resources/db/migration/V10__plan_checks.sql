-- Reserved plans of jobs in VALIDATING about which a subscription service elsewhere has to be asked.
-- A row is claimed by moving next_attempt into the future.
create table plan_check (
  job_id uuid primary key references job (id),
  tenant_id text not null references tenant (id),
  plan jsonb not null,
  unused text[] not null,
  -- where the reservation came from, which is the cause of what follows
  actor text not null,
  source text not null,
  causation_id uuid,
  traceparent text,
  -- what it waits for, shown with the job
  reason text not null,
  next_attempt timestamptz not null
);
create index plan_check_due on plan_check (next_attempt);

grant select, insert, update, delete on plan_check to ${app};
alter table plan_check enable row level security;
alter table plan_check force row level security;
create policy app on plan_check to ${app}
  using (in_scope(tenant_id)) with check (in_scope(tenant_id));

-- Modules that the subscription service has allowed, for the time when it does not answer; a refusal
-- forgets them. The features are those that the version required.
create table allowed_module (
  tenant_id text not null references tenant (id),
  module text not null,
  features text not null,
  allowed_at timestamptz not null,
  primary key (tenant_id, module, features)
);

grant select, insert, update, delete on allowed_module to ${app};
alter table allowed_module enable row level security;
alter table allowed_module force row level security;
create policy app on allowed_module to ${app}
  using (in_scope(tenant_id)) with check (in_scope(tenant_id));

-- How many modules a tenant may have at the same time; null without a limit.
alter table subscription add max_modules int check (max_modules >= 0);
