-- What modules' own services were asked for; a request has one id, however often it is asked.
create table participant_request (
  id uuid primary key,
  task_id uuid not null references task (id),
  tenant_id text not null,
  module text not null,
  version text not null,
  step text not null,
  state text not null check (state in (
    'ASKED', 'COMPLETED', 'REFUSED', 'UNANSWERED',
    'UNDO_ASKED', 'UNDONE', 'UNDO_REFUSED', 'UNDO_UNANSWERED', 'SETTLED')),
  attempts int not null,
  -- how long an answer is waited for, in milliseconds, and until when
  timeout bigint not null,
  deadline timestamptz not null,
  refusal_code text,
  refusal_detail text,
  first_asked_at timestamptz not null default clock_timestamp(),
  changed_at timestamptz not null default clock_timestamp(),
  check ((refusal_code is null) = (refusal_detail is null))
);
create index participant_request_of_task on participant_request (task_id);
create index participant_request_of_module on participant_request (tenant_id, module);

grant select, insert, update on participant_request to ${app};

-- It waits for an answer, and not because something is out of reach.
alter table task add column resting boolean not null default false;
