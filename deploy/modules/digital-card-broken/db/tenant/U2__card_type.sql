drop table card_type;
