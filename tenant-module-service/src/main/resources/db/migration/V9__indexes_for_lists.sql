-- Lists of jobs by what they are narrowed by, newest first.
create index job_by_module on job (module, number);
create index job_by_state on job (state, number);
create index job_of_tenant_by_state on job (tenant_id, state, number);
