-- Events that committed and wait to be published. The relay sends them in the order of their ids,
-- and it may rely on it for each key: who inserts a row holds the key's lock until the commit.
create table outbox (
  id bigint generated always as identity primary key,
  event_id uuid not null unique,
  topic text not null,
  key text not null,
  type text not null,
  subject text not null,
  correlation_id text not null,
  causation_id text,
  traceparent text,
  occurred_at timestamptz not null,
  payload bytea not null,
  sent_at timestamptz
);
create index outbox_unsent on outbox (id) where sent_at is null;
create index outbox_sent on outbox (sent_at) where sent_at is not null;

-- One row per key that ever had an event; locked from the insert of an event until its commit.
create table outbox_key (
  topic text not null,
  key text not null,
  primary key (topic, key)
);

-- Events that had their effect here, until they are too old to come again.
create table inbox (
  consumer text not null,
  event_id uuid not null,
  received_at timestamptz not null default now(),
  primary key (consumer, event_id)
);
create index inbox_received on inbox (received_at);

-- Who relays: one replica at a time.
create table lease (
  name text primary key,
  holder uuid not null,
  expires_at timestamptz not null
);

grant usage on schema ${flyway:defaultSchema} to ${app}, ${relay};
grant insert on outbox to ${app};
grant select, insert, update on outbox_key to ${app};
grant select, insert on inbox to ${app};
grant select, update, delete on outbox to ${relay};
grant select, delete on inbox to ${relay};
grant select, insert, update on lease to ${relay};
