create table module_version (
  name text not null,
  version text not null,
  status text not null check (status in ('DRAFT', 'PUBLISHED')),
  digest text not null unique,
  size bigint not null,
  manifest jsonb not null,
  registered_at timestamptz not null,
  published_at timestamptz,
  primary key (name, version)
);

-- Beside the versions, so that lists do not read them.
create table package (
  digest text primary key references module_version (digest),
  content bytea not null
);

-- The answer that a job got, and what is promised to it until it ends.
create table reservation (
  job_id uuid primary key,
  tenant_id text not null,
  state text not null check (state in ('RESERVED', 'REJECTED', 'SETTLED', 'RELEASED')),
  code text not null,
  explanation text not null,
  answered_at timestamptz not null
);

create table reservation_item (
  job_id uuid not null references reservation (job_id),
  position int not null,
  module text not null,
  version text not null,
  installed_as text not null check (installed_as in ('REQUESTED', 'DEPENDENCY')),
  primary key (job_id, position),
  foreign key (module, version) references module_version (name, version)
);
create index reservation_item_version on reservation_item (module, version);

create table module_usage (
  tenant_id text not null,
  module text not null,
  version text not null,
  since timestamptz not null,
  primary key (tenant_id, module),
  foreign key (module, version) references module_version (name, version)
);
create index module_usage_version on module_usage (module, version);

grant select, insert, update on module_version, reservation, module_usage to ${app};
grant select, insert on package, reservation_item to ${app};
