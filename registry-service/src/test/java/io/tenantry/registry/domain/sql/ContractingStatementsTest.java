package io.tenantry.registry.domain.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContractingStatementsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "drop table t;",
        "drop table if exists t cascade;",
        "drop view v;",
        "drop materialized view v;",
        "drop function f();",
        "drop type x;",
        "drop schema s;",
        "truncate t;",
        "revoke select on t from x;",
        "alter table t drop column a;",
        "alter table t drop a;",
        "alter table t drop column if exists a, add column b int;",
        "alter table t add column b int, drop column a;",
        "alter table only \"T\" rename to u;",
        "alter table t rename column a to b;",
        "alter table x.t rename a to b;",
        "alter table t alter column a type bigint;",
        "alter table t alter a set data type bigint;",
        "alter table t alter a set not null;",
        "alter table t alter a drop default;",
        "alter table t add column b int not null;",
        "alter table t add constraint c check (a > 0);",
        "alter table t add unique (a);",
        "alter view v rename to w;",
        "alter function f() rename to g;",
        "create unique index i on t (a);",
        "create table n (a int); drop table n, t;",
        "do $$ begin drop table t; end $$;",
        "do $$ begin execute 'drop table t'; end $$;",
      })
  void areFound(String sql) {
    assertThat(new ContractingStatements().in(sql)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "create table t (a int not null, check (a > 0));",
        "alter table t add column b int;",
        "alter table t add column b int not null default 0, add column c numeric(10, 2);",
        "alter table t add column b int not null generated always as (1) stored;",
        "alter table t alter a drop not null;",
        "alter table t alter a set default 1;",
        "alter table t drop constraint c;",
        "create index i on t (a);",
        "create or replace view v as select 1;",
        "insert into t values ('drop table t;');",
        "drop index i;",
        "drop trigger g on t;",
        "create table n (a int); alter table n add unique (a); create unique index i on n (a);",
        "create table if not exists n (a int); drop table n;",
        "grant select on t to x;",
        "alter sequence s increment by 2;",
      })
  void areNotSeenWhereThereAreNone(String sql) {
    assertThat(new ContractingStatements().in(sql)).isEmpty();
  }
}
