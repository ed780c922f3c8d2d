-- Answers to requests with an Idempotency-Key, kept in the transaction of what was changed. A request
-- that belongs to no tenant stands under @platform, which is no tenant's id.
create table request_answer (
  tenant_id text not null,
  actor text not null,
  key text not null,
  -- SHA-256 of method, path and body
  fingerprint text not null,
  status int not null,
  content_type text not null,
  location text,
  body text not null,
  answered_at timestamptz not null,
  primary key (tenant_id, actor, key)
);
create index request_answer_age on request_answer (answered_at);

grant select, insert, update, delete on request_answer to ${app};
alter table request_answer enable row level security;
alter table request_answer force row level security;
create policy app on request_answer to ${app}
  using (in_scope(tenant_id)) with check (in_scope(tenant_id));

-- Enters a unit of work's scope and claims a key in it, in one statement because requests have a
-- budget. Answers no row when there is no such job in the scope. The claim is a lock until the end
-- of the transaction: the row of a request that still runs would be invisible, and to wait for it
-- would keep the client waiting. Each statement of a function sees what committed before it, so whoever
-- gets the lock also sees the answer of whoever had it before.
create function claim_request(a_scope text, a_tenants text, a_tenant text, a_job uuid, a_actor text,
  a_key text, a_since timestamptz)
  returns table (owner text, free boolean, fingerprint text, status int, content_type text,
    location text, body text)
  language plpgsql
  as $$
  #variable_conflict use_column
  declare
    v_owner text;
  begin
    perform set_config('tenantry.scope', a_scope, true), set_config('tenantry.tenants', a_tenants, true);
    v_owner := coalesce(a_tenant, (select tenant_id from job where id = a_job));
    if v_owner is null then
      return;
    end if;
    if not pg_try_advisory_xact_lock(
      hashtextextended(jsonb_build_array(v_owner, a_actor, a_key)::text, 0)) then
      return query select v_owner, false, null::text, null::int, null::text, null::text, null::text;
      return;
    end if;
    return query
      select v_owner, true, fingerprint, status, content_type, location, body
      from (select) as one left join request_answer
        on tenant_id = v_owner and actor = a_actor and key = a_key and answered_at > a_since;
  end
  $$;
