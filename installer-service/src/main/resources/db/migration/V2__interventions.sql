-- A request to stop a running job; its worker looks at it whenever it begins a step or ends.
alter table task
  add column stop_reason text check (stop_reason in ('CANCELLED', 'DEADLINE_PASSED', 'OTHER')),
  add column stop_requested_by text,
  add column stop_requested_at timestamptz,
  add check ((stop_reason is null) = (stop_requested_by is null)),
  add check ((stop_reason is null) = (stop_requested_at is null));

-- RESOLVED: its undo was given up, and an operator has cleaned up.
alter table task
  drop constraint task_state_check,
  add constraint task_state_check check (
    state in ('RUNNING', 'COMPLETED', 'UNDOING', 'UNDONE', 'UNDO_FAILED', 'RESOLVED'));
