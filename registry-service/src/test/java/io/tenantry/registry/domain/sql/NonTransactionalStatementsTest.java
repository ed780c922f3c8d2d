package io.tenantry.registry.domain.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NonTransactionalStatementsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "create index concurrently i on t (a);",
        "create unique index concurrently if not exists i on t (a);",
        "drop index concurrently i;",
        "reindex table concurrently t;",
        "reindex (verbose) index concurrently i;",
        "reindex schema s;",
        "vacuum full t;",
        "alter table t detach partition p concurrently;",
        "alter system set work_mem = '1GB';",
        "create database d;",
        "drop tablespace x;",
        "create subscription s connection 'x' publication p;",
      })
  void areFound(String sql) {
    assertThat(NonTransactionalStatements.in(sql)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "create index i on t (a);",
        "refresh materialized view concurrently v;",
        "reindex table t;",
        "alter table t detach partition p;",
        "comment on index i is 'made concurrently';",
        "create table concurrently_made (a int);",
      })
  void areNotSeenWhereThereAreNone(String sql) {
    assertThat(NonTransactionalStatements.in(sql)).isEmpty();
  }
}
