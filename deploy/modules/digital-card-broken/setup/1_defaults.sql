-- The manifest's defaults again, for a platform that hands over only what the tenant chose.
insert into setting (default_design, locale, card_validity_months)
select
  coalesce(parameters ->> 'defaultDesign', 'classic'),
  coalesce(parameters ->> 'locale', 'en'),
  coalesce((parameters ->> 'cardValidityMonths')::integer, 24)
from (select current_setting('tenantry.parameters')::jsonb) as given (parameters)
on conflict (id) do update set
  default_design = excluded.default_design,
  locale = excluded.locale,
  card_validity_months = excluded.card_validity_months;
