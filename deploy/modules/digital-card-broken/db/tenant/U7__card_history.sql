drop trigger card_status_changed on card;
drop trigger card_issued on card;
drop function record_card_event();
drop table card_event;
