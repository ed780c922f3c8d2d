-- With the rights of whoever reads it: a view must not show what its reader may not see.
create view active_card with (security_invoker = true) as
select
  card.id,
  card.number,
  card.card_type_code,
  card.design_code,
  holder.id as holder_id,
  holder.reference as holder_reference,
  holder.display_name as holder_name,
  coalesce(holder.locale, setting.locale, 'en') as locale,
  card.issued_on
from card
join holder on holder.id = card.holder_id
left join setting on setting.id
where card.status = 'active'
  and (card.expires_on is null or card.expires_on >= current_date);

comment on view active_card is 'Cards that their holders can show today.';
