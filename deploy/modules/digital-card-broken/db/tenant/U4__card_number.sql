drop function next_card_number();
drop function is_card_number(text);
drop function luhn_check_digit(text);
drop sequence card_number_seq;
