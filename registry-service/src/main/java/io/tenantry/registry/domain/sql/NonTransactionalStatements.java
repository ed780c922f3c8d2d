package io.tenantry.registry.domain.sql;

import java.util.List;
import java.util.stream.Stream;

/**
 * Statements that PostgreSQL refuses in a transaction block.
 *
 * @see <a href="https://www.postgresql.org/docs/15/sql-commands.html">SQL commands</a>
 */
public final class NonTransactionalStatements {

  private NonTransactionalStatements() {}

  /** The statements of the script that cannot run in a transaction. */
  public static List<Finding> in(String sql) {
    return Statement.in(sql).stream()
        .filter(NonTransactionalStatements::isNonTransactional)
        .map(
            statement ->
                new Finding(
                    statement.line(),
                    "cannot run in a transaction; put it into a script of its own and declare that"
                        + " under nonTransactional in module.yaml"))
        .toList();
  }

  /** Number of statements in the script. */
  public static int statementsIn(String sql) {
    return Statement.in(sql).size();
  }

  /** The statements that fail when what they drop is not there. */
  public static List<Finding> dropsWithoutCondition(String sql) {
    return Statement.in(sql).stream()
        .filter(statement -> statement.begins("DROP"))
        .filter(statement -> !statement.hasWord("EXISTS"))
        .map(
            statement ->
                new Finding(
                    statement.line(),
                    "takes back what may have been made by half or not at all; write DROP ... IF"
                        + " EXISTS"))
        .toList();
  }

  private static boolean isNonTransactional(Statement statement) {
    return isConcurrent(statement)
        || statement.begins("VACUUM")
        || Stream.of("DATABASE", "SCHEMA", "SYSTEM").anyMatch(it -> statement.begins("REINDEX", it))
        || statement.begins("ALTER", "SYSTEM")
        || Stream.of("DATABASE", "TABLESPACE", "SUBSCRIPTION")
            .anyMatch(it -> statement.begins("CREATE", it) || statement.begins("DROP", it));
  }

  /**
   * Refreshing a materialized view concurrently is the one such thing that a transaction allows.
   */
  private static boolean isConcurrent(Statement statement) {
    boolean indexOrPartition =
        statement.begins("CREATE", "INDEX")
            || statement.begins("CREATE", "UNIQUE", "INDEX")
            || statement.begins("DROP", "INDEX")
            || statement.begins("REINDEX")
            || (statement.begins("ALTER", "TABLE") && statement.hasWord("DETACH"));
    return indexOrPartition && statement.hasWord("CONCURRENTLY");
  }
}
