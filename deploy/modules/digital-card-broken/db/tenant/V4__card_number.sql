-- Every function fixes its search_path to the module's: the service that calls it later has another
-- one, and so has a restore from a backup.

-- A card number has 12 digits, the last of them a check digit. A number must stay within the other 11.
create sequence card_number_seq maxvalue 99999999999 no cycle;

create function luhn_check_digit(digits text) returns integer
  language sql immutable strict parallel safe
  set search_path from current
as $$
  -- Counted from the right, every other digit is doubled, beginning with the first: the check digit
  -- will stand to its right. The digits of a doubled 12 count as 1 + 2, which is 12 - 9.
  select ((10 - sum(case
      when place % 2 = 0 then digit
      when digit * 2 > 9 then digit * 2 - 9
      else digit * 2
    end) % 10) % 10)::integer
  from (
    select place, substr(reverse(digits), place, 1)::integer as digit
    from generate_series(1, length(digits)) as place
  ) as counted
$$;

create function is_card_number(number text) returns boolean
  language sql immutable strict parallel safe
  set search_path from current
as $$
  -- Only `case` promises that the check digit is not computed from something else than digits.
  select case
    when number ~ '^[0-9]{12}$' then right(number, 1)::integer = luhn_check_digit(left(number, -1))
    else false
  end
$$;

create function next_card_number() returns text
  language sql volatile
  set search_path from current
as $$
  select digits || luhn_check_digit(digits)
  from (select lpad(nextval('card_number_seq')::text, 11, '0')) as next (digits)
$$;

comment on sequence card_number_seq is 'Numbers of cards without their check digit; gaps are normal.';
comment on function luhn_check_digit(text) is
  'Check digit after Luhn (ISO/IEC 7812-1, annex B): finds any wrong digit and most swapped neighbours.';
