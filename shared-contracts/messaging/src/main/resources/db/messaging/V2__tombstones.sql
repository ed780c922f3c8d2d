-- A row without an event is a tombstone: its record has a key and no value.
alter table outbox
  alter column type drop not null,
  alter column payload drop not null,
  add constraint outbox_event_or_tombstone check ((type is null) = (payload is null));
