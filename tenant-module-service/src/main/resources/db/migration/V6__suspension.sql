-- Nothing new is begun for a suspended tenant, whatever its status is.
alter table tenant
  add suspended_since timestamptz,
  add suspension_reason text,
  add check ((suspended_since is null) = (suspension_reason is null));

-- The sweep looks for their queues.
create index tenant_suspended on tenant (id) where suspended_since is not null;
