alter table module_version
  drop constraint module_version_status_check,
  add constraint module_version_status_check
    check (status in ('DRAFT', 'PUBLISHED', 'DEPRECATED', 'WITHDRAWN')),
  add column status_reason text not null default '',
  add column status_since timestamptz,
  add column signed_by text;
update module_version set status_since = coalesce(published_at, registered_at);
alter table module_version alter column status_since set not null;

-- For searches in the catalogue.
create index module_version_provides on module_version
  using gin ((manifest -> 'provides') jsonb_path_ops);

-- What is still promised when nobody approved the job is given back after its deadline.
alter table reservation
  drop constraint reservation_state_check,
  add constraint reservation_state_check
    check (state in ('RESERVED', 'REJECTED', 'SETTLED', 'RELEASED', 'EXPIRED')),
  add column approved boolean not null default false,
  add column deadline timestamptz;
-- The jobs of these are over or were approved; their deadline was not kept.
update reservation set deadline = answered_at, approved = true;
alter table reservation alter column deadline set not null;
create index reservation_open on reservation (deadline) where state = 'RESERVED';

-- Append-only. Each entry carries the hash of the one before it.
create table audit_entry (
  sequence bigint primary key,
  occurred_at timestamptz not null,
  actor text not null,
  source text not null,
  action text not null,
  subject text not null,
  outcome text not null,
  previous_hash bytea not null,
  hash bytea not null
);
create index audit_entry_time on audit_entry (occurred_at);

-- Length and last hash of the trail, so that a cut tail is noticed; one row.
create table audit_trail (
  only_row boolean primary key default true check (only_row),
  length bigint not null,
  previous_hash bytea not null,
  hash bytea not null
);

create function audit_digest(sequence bigint, occurred_at timestamptz, actor text, source text,
  action text, subject text, outcome text) returns bytea
  language sql stable
  return sha256(convert_to(jsonb_build_array(sequence,
    to_char(occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    actor, source, action, subject, outcome)::text, 'UTF8'));

-- Appends an entry; the row of the trail is locked from here to the commit, which keeps the order.
create function audit_record(a_occurred_at timestamptz, a_actor text, a_source text, a_action text,
  a_subject text, a_outcome text) returns bigint
  language sql
  as $$
    with appended as (
      insert into audit_trail as t (length, previous_hash, hash)
      values (1, ''::bytea, sha256(audit_digest(1, a_occurred_at, a_actor, a_source, a_action,
        a_subject, a_outcome)))
      on conflict (only_row) do update
      set length = t.length + 1, previous_hash = t.hash,
        hash = sha256(t.hash || audit_digest(t.length + 1, a_occurred_at, a_actor, a_source,
          a_action, a_subject, a_outcome))
      returning length, previous_hash, hash)
    insert into audit_entry (sequence, occurred_at, actor, source, action, subject, outcome,
      previous_hash, hash)
    select length, a_occurred_at, a_actor, a_source, a_action, a_subject, a_outcome,
      previous_hash, hash
    from appended
    returning sequence
  $$;

-- The first entry that is missing or not what it was; null when the trail is whole.
create function audit_first_flaw() returns bigint
  language sql stable
  as $$
    with entry as (
      select sequence, row_number() over w as position, previous_hash, hash,
        coalesce(lag(hash) over w, ''::bytea) as hash_before,
        audit_digest(sequence, occurred_at, actor, source, action, subject, outcome) as digest
      from audit_entry
      window w as (order by sequence)),
    flaw as (
      select position from entry
      where sequence <> position or previous_hash <> hash_before
        or hash <> sha256(hash_before || digest)
      union all
      select count(*) + 1 from entry
      having count(*) <> coalesce((select length from audit_trail), 0)
        or coalesce((select hash from entry order by sequence desc limit 1), ''::bytea)
          <> coalesce((select hash from audit_trail), ''::bytea))
    select min(position) from flaw
  $$;

grant select, insert on audit_entry to ${app};
grant select, insert, update on audit_trail to ${app};
