drop view active_card;
