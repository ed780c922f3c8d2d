-- Order of entries of the same time, and part of the lists' cursor.
alter table audit_entry add number bigint generated always as identity;

drop index audit_entry_time;
create index audit_entry_time on audit_entry (occurred_at, number);
create index audit_entry_of_tenant on audit_entry (tenant_id, occurred_at, number);
create index audit_entry_of_actor on audit_entry (actor, occurred_at, number);
create index audit_entry_of_action on audit_entry (action, occurred_at, number);
