-- What a tenant used before the job, so that it uses that again when the job is undone.
alter table landlord_use
  add column former_version text,
  add column former_task uuid references task (id),
  add check ((former_version is null) = (former_task is null));
