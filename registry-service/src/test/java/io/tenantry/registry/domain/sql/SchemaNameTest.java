package io.tenantry.registry.domain.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaNameTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "create table card.holder ();",
        "create table if not exists card.holder ();",
        "select * from card.holder;",
        "select * from \"card\".holder;",
        "select * from CARD.holder;",
        "select 1 from a join card.holder h on true;",
        "insert into card.holder values (1);",
        "update card.holder set a = 1;",
        "select card.next_number();",
        "select card.holder.id from holder;",
        "create index i on card.holder (a);",
        "alter table only card.holder add b int;",
        "create table x (a int references card.holder);",
        "select nextval('card.numbers');",
        "create schema card;",
        "grant usage on schema card to x;",
        "do $$ begin perform card.f(); end $$;",
      })
  void isFound(String sql) {
    assertThat(SchemaName.in(sql, "card")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select card.id from card;",
        "select c.id from holder c join card on card.holder_id = c.id;",
        "update card set a = 1 where card.id = 2;",
        "create table card (id int);",
        "select * from other.card;",
        "select other.card.id from other.card;",
        "select 'card. And more';",
        "select 'a card.holder';",
        "-- card.holder\nselect 1;",
        "select * from discard.holder;",
      })
  void isNotSeenWhereATableOrAnAliasIsMeant(String sql) {
    assertThat(SchemaName.in(sql, "card")).isEmpty();
  }
}
