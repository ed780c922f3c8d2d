drop table card;
