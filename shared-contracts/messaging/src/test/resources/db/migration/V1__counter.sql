create table counter (
  name text primary key,
  value int not null
);
grant select, insert, update on counter to ${app};
