package io.tenantry.registry.domain.sql;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Statements that would break out of the transaction or the role in which a script runs. The
 * migrator holds its ground against them too; refusing them here tells the author early.
 */
public final class ForbiddenStatements {

  private static final List<String> TRANSACTION_CONTROL =
      List.of("BEGIN", "COMMIT", "END", "ROLLBACK", "ABORT", "SAVEPOINT", "RELEASE");

  private ForbiddenStatements() {}

  /** What is forbidden in the script, in its order. */
  public static List<Finding> in(String sql) {
    return Statement.in(sql).stream().flatMap(ForbiddenStatements::findings).toList();
  }

  private static Stream<Finding> findings(Statement statement) {
    return Stream.of(
            transactionControl(statement), roleChange(statement), copy(statement), psql(statement))
        .flatMap(Optional::stream);
  }

  private static Optional<Finding> transactionControl(Statement statement) {
    boolean forbidden =
        TRANSACTION_CONTROL.stream().anyMatch(statement::begins)
            || statement.begins("START", "TRANSACTION")
            || statement.begins("PREPARE", "TRANSACTION")
            || statement.begins("SET", "TRANSACTION");
    return finding(
        forbidden,
        statement.line(),
        "controls the transaction; remove it, the scripts of a run share one transaction");
  }

  private static Optional<Finding> roleChange(Statement statement) {
    boolean forbidden =
        statement.begins("SET", "ROLE")
            || statement.begins("SET", "LOCAL", "ROLE")
            || statement.begins("SET", "SESSION", "ROLE")
            || statement.begins("SET", "SESSION", "AUTHORIZATION")
            || statement.begins("SET", "LOCAL", "SESSION", "AUTHORIZATION")
            || statement.begins("RESET", "ROLE")
            || statement.begins("RESET", "SESSION", "AUTHORIZATION");
    return finding(
        forbidden, statement.line(), "changes the role; remove it, a script keeps its role");
  }

  private static Optional<Finding> copy(Statement statement) {
    if (!statement.begins("COPY")) {
      return Optional.empty();
    }
    Optional<Finding> program =
        finding(
            statement.hasWord("PROGRAM"),
            statement.line(),
            "runs a program on the database server; use INSERT");
    boolean client = statement.hasWord("STDIN") || statement.hasWord("STDOUT");
    return program.or(
        () ->
            finding(
                client, statement.line(), "copies from or to a client, there is none; use INSERT"));
  }

  private static Optional<Finding> psql(Statement statement) {
    return statement.tokens().stream()
        .filter(token -> token.kind() == Token.Kind.BACKSLASH)
        .findFirst()
        .flatMap(token -> finding(true, token.line(), "is a command of psql, not SQL; remove it"));
  }

  private static Optional<Finding> finding(boolean forbidden, int line, String what) {
    return forbidden ? Optional.of(new Finding(line, what)) : Optional.empty();
  }

  /** A forbidden statement: the line on which it begins, and what it does wrong. */
  public record Finding(int line, String what) {}
}
