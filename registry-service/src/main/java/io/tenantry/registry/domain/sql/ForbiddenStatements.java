package io.tenantry.registry.domain.sql;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Statements that would break out of the transaction, the role or the schema in which a script
 * runs, also in {@code DO} blocks. The migrator holds its ground against them too; refusing them
 * here tells the author early.
 */
public final class ForbiddenStatements {

  private static final List<String> TRANSACTION_CONTROL =
      List.of("COMMIT", "ROLLBACK", "ABORT", "SAVEPOINT", "RELEASE");

  private ForbiddenStatements() {}

  /** What is forbidden in the script, in its order. */
  public static List<Finding> in(String sql) {
    return Statement.in(sql).stream()
        .flatMap(
            statement ->
                Stream.concat(
                    Stream.concat(outsideBlocks(statement), anywhere(statement)),
                    statement.block().stream().flatMap(ForbiddenStatements::anywhere)))
        .toList();
  }

  /** In PL/pgSQL these words begin and end a block. */
  private static Stream<Finding> outsideBlocks(Statement statement) {
    boolean forbidden = statement.begins("BEGIN") || statement.begins("END");
    return transactionControl(statement, forbidden).stream();
  }

  private static Stream<Finding> anywhere(Statement statement) {
    return Stream.of(
            transactionControl(statement),
            roleChange(statement),
            extension(statement),
            settingChange(statement),
            copy(statement),
            psql(statement))
        .flatMap(Optional::stream);
  }

  private static Optional<Finding> transactionControl(Statement statement) {
    boolean forbidden =
        TRANSACTION_CONTROL.stream().anyMatch(statement::begins)
            || statement.begins("START", "TRANSACTION")
            || statement.begins("PREPARE", "TRANSACTION")
            || statement.begins("SET", "TRANSACTION");
    return transactionControl(statement, forbidden);
  }

  private static Optional<Finding> transactionControl(Statement statement, boolean forbidden) {
    return finding(
        forbidden,
        statement.line(),
        "controls the transaction; remove it, the scripts of a run share one transaction");
  }

  private static Optional<Finding> roleChange(Statement statement) {
    boolean forbidden =
        sets(statement, "ROLE")
            || sets(statement, "SESSION", "AUTHORIZATION")
            || statement.begins("RESET", "ROLE")
            || statement.begins("RESET", "SESSION", "AUTHORIZATION");
    return finding(
        forbidden, statement.line(), "changes the role; remove it, a script keeps its role");
  }

  private static Optional<Finding> extension(Statement statement) {
    boolean forbidden =
        statement.begins("CREATE", "EXTENSION")
            || statement.begins("ALTER", "EXTENSION")
            || statement.begins("DROP", "EXTENSION");
    return finding(
        forbidden,
        statement.line(),
        "is about an extension, which belongs to the platform; remove it and name the extension under requires.extensions");
  }

  private static Optional<Finding> settingChange(Statement statement) {
    Optional<Finding> path =
        finding(
            sets(statement, "SEARCH_PATH"),
            statement.line(),
            "changes the search path; remove it, names without a schema are the module's own");
    boolean strings =
        sets(statement, "STANDARD_CONFORMING_STRINGS") || sets(statement, "BACKSLASH_QUOTE");
    return path.or(
        () ->
            finding(
                strings,
                statement.line(),
                "changes how strings are read; remove it and write E'...' where escapes are meant"));
  }

  private static boolean sets(Statement statement, String... what) {
    return statement.begins("SET")
        && (statement.hasAt(1, what)
            || ((statement.hasAt(1, "LOCAL") || statement.hasAt(1, "SESSION"))
                && statement.hasAt(2, what)));
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
}
