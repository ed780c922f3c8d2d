-- When the last job ended that changed whether a tenant uses a module, so that the end of an earlier job,
-- which comes late, changes nothing any more.
create table module_usage_change (
  tenant_id text not null,
  module text not null,
  changed_at timestamptz not null,
  primary key (tenant_id, module)
);
insert into module_usage_change (tenant_id, module, changed_at)
select tenant_id, module, since from module_usage;
grant select, insert, update on module_usage_change to ${app};
