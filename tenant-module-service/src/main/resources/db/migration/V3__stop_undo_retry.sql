alter table job
  -- why it was asked to stop; the installer decides what comes of it
  add stop_requested text check (stop_requested in ('CANCEL', 'DEADLINE')),
  add undo_deadline timestamptz,
  -- what was undone, and what was not and how to
  add undo jsonb not null default '{"undone": [], "remaining": []}',
  add retry_of uuid references job (id);

-- An undo that is going on has the time of a new one. Security holds for the owner too: lifted here.
alter table job no force row level security;
update job set undo_deadline = now() + interval '1 hour' where state = 'ROLLING_BACK';
alter table job force row level security;

-- The sweeps look at nothing else.
create index job_in_state on job (state) where state not in ('SUCCEEDED', 'FAILED');
