drop trigger card_valid_until_follows_expires_on on card;
drop trigger card_valid_until_at_issue on card;
drop function fill_card_valid_until();

-- Takes its index and its check along.
alter table card drop column valid_until;

drop function card_valid_until(date, date);
