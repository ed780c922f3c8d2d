drop table card_design;
