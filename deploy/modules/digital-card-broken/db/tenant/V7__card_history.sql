create table card_event (
  id bigint generated always as identity,
  card_id bigint not null,
  from_status text,
  to_status text not null,
  revocation_reason_code text,
  recorded_at timestamptz not null default now(),
  recorded_by text not null,
  constraint card_event_pkey primary key (id),
  constraint card_event_card_id_fkey foreign key (card_id) references card (id),
  constraint card_event_revocation_reason_code_fkey
    foreign key (revocation_reason_code) references revocation_reason (code),
  constraint card_event_change_check check (from_status is distinct from to_status)
);

create index card_event_card_id_idx on card_event (card_id, id);

comment on table card_event is
  'Issuance of a card and each later change of its status. Append-only: the runtime role has no update or delete here.';
comment on column card_event.from_status is 'Null: the card was issued.';
comment on column card_event.recorded_by is
  'Person for whom the service acted (setting digitalcard.actor), else the database role.';

-- For cards from before the history their issuance is known, and when; later changes are not.
insert into card_event (card_id, to_status, revocation_reason_code, recorded_at, recorded_by)
select id, status, revocation_reason_code, created_at, session_user
from card
order by id;

create function record_card_event() returns trigger
  language plpgsql
  set search_path from current
as $$
begin
  insert into card_event (card_id, from_status, to_status, revocation_reason_code, recorded_by)
  values (
    new.id,
    case when tg_op = 'UPDATE' then old.status end,
    new.status,
    new.revocation_reason_code,
    -- Empty, not null, in a session that has set it for an earlier transaction.
    coalesce(nullif(current_setting('digitalcard.actor', true), ''), session_user)
  );
  return null;
end
$$;

-- In the database, so that no code path can change a card and forget its history.
create trigger card_issued
  after insert on card
  for each row execute function record_card_event();

-- `update of status` would fire, too, when an object mapper writes all columns and changes none.
create trigger card_status_changed
  after update on card
  for each row when (old.status is distinct from new.status)
  execute function record_card_event();
