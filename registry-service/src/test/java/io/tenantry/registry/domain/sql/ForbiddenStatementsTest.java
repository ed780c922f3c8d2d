package io.tenantry.registry.domain.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForbiddenStatementsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "begin | controls the transaction",
        "BEGIN ISOLATION LEVEL SERIALIZABLE; | controls the transaction",
        "start transaction; | controls the transaction",
        "create table t (); commit; | controls the transaction",
        "/* x */ rollback to savepoint a; | controls the transaction",
        "end; | controls the transaction",
        "abort; | controls the transaction",
        "savepoint a; | controls the transaction",
        "release savepoint a; | controls the transaction",
        "prepare transaction 'x'; | controls the transaction",
        "set transaction read only; | controls the transaction",
        "set role postgres; | changes the role",
        "SET LOCAL ROLE postgres; | changes the role",
        "set session role postgres; | changes the role",
        "set session authorization default; | changes the role",
        "reset role; | changes the role",
        "reset session authorization; | changes the role",
        "create extension if not exists pgcrypto; | is about an extension",
        "alter extension pgcrypto update; | is about an extension",
        "do $$ begin drop extension pgcrypto; end $$; | is about an extension",
        "copy t from program 'sh'; | runs a program",
        "copy (select 1) to program 'sh'; | runs a program",
        "copy t from stdin; | copies from or to a client",
        "copy t to stdout; | copies from or to a client",
        "\\! rm -rf / | is a command of psql",
        "set search_path to x; | changes the search path",
        "set local search_path = x; | changes the search path",
        "set standard_conforming_strings = off; | changes how strings are read",
        "do $$ begin commit; end $$; | controls the transaction",
        "do 'begin rollback; end'; | controls the transaction",
        "do language plpgsql $x$ begin if true then commit; end if; end $x$; | controls the transaction",
        "do $$ begin set local role postgres; end $$; | changes the role",
        "do $$ begin execute format('set role %I', 'x'); end $$; | changes the role",
        "do $$ begin execute E'co\\x6dmit'; end $$; | controls the transaction",
        "do $$ begin execute $q$copy t from program 'sh'$q$; end $$; | runs a program",
        "select 1 \\gexec | is a command of psql",
      })
  void areFound(String sql, String what) {
    assertThat(ForbiddenStatements.in(sql))
        .singleElement()
        .extracting(Finding::what)
        .asString()
        .contains(what);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select 'commit; rollback;';",
        "select 'it''s; commit;';",
        "select E'a\\'; commit; --';",
        "select \"commit\" from \"a; begin\";",
        "-- commit;\nselect 1;",
        "/* begin; /* commit; */ set role x; */ select 1;",
        "create function f() returns int language plpgsql as $$ begin commit; return 1; end $$;",
        "create function f() returns int language plpgsql as $body$ begin $$;$$ end $body$;",
        "create procedure p() begin atomic insert into t values (1); select case when true then 1"
            + " end; end; select 1;",
        "create table begin_at (commit int);",
        "select 1 as \"end\";",
        "do $$ begin perform 1; end $$;",
        "do $$ begin execute 'select 1'; exception when others then null; end $$;",
        "create function f() returns int language sql set search_path = pg_temp as 'select 1';",
        "do $$ declare rollback_note text; begin end $$;",
        "reset all;",
        "select $1;",
        "select 1e10, 0x1F, a$b from t;",
        "copy t to '/tmp/x';",
        "",
        ";;;",
        "select 'never closed",
        "/* never closed",
        "select $$ never closed",
      })
  void areNotSeenWhereThereAreNone(String sql) {
    assertThat(ForbiddenStatements.in(sql)).isEmpty();
  }

  @Test
  void areToldWithTheLineOnWhichTheyBegin() {
    String sql = "create table t (\n  a int\n);\n\n-- now\ncommit;\nset\nrole x;";

    assertThat(ForbiddenStatements.in(sql)).extracting(Finding::line).containsExactly(6, 7);
  }
}
