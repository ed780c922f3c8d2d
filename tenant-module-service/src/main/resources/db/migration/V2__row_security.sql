-- Every unit of work says whose data it may see (tenantry.tenants, comma separated) or that it is the
-- platform's (tenantry.scope). Without either it sees nothing: a forgotten filter shows an empty
-- list, not somebody else's. Forced, so that it holds for the owner too.

create function in_scope(tenant text) returns boolean
  language sql stable
  return coalesce(current_setting('tenantry.scope', true) = 'platform', false)
    or tenant = any (string_to_array(current_setting('tenantry.tenants', true), ','));

alter table tenant enable row level security;
alter table tenant force row level security;
create policy app on tenant to ${app} using (in_scope(id)) with check (in_scope(id));

alter table subscription enable row level security;
alter table subscription force row level security;
create policy app on subscription to ${app}
  using (in_scope(tenant_id)) with check (in_scope(tenant_id));

alter table job enable row level security;
alter table job force row level security;
create policy app on job to ${app} using (in_scope(tenant_id)) with check (in_scope(tenant_id));

alter table job_timeline enable row level security;
alter table job_timeline force row level security;
create policy app on job_timeline to ${app}
  using (in_scope(tenant_id)) with check (in_scope(tenant_id));

alter table tenant_module enable row level security;
alter table tenant_module force row level security;
create policy app on tenant_module to ${app}
  using (in_scope(tenant_id)) with check (in_scope(tenant_id));

-- The platform's own trail has no tenant.
alter table audit_entry enable row level security;
alter table audit_entry force row level security;
create policy app on audit_entry to ${app}
  using (in_scope(tenant_id)) with check (in_scope(tenant_id));

alter table audit_trail enable row level security;
alter table audit_trail force row level security;
create policy app on audit_trail to ${app}
  using (in_scope(tenant_id)) with check (in_scope(tenant_id));
