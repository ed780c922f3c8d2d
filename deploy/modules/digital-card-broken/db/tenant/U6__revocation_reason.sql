-- Takes both constraints along. Revoked cards stay revoked, without a reason.
alter table card drop column revocation_reason_code;

drop table revocation_reason;
