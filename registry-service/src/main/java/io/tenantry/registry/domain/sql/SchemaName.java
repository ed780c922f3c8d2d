package io.tenantry.registry.domain.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds where a script names a schema. A name with a dot after it may also be a table or an alias
 * whose column follows; it is taken for a schema where a table, function or type can stand.
 */
public final class SchemaName {

  private static final Set<String> OBJECT_FOLLOWS =
      Set.of(
          "FROM",
          "JOIN",
          "INTO",
          "UPDATE",
          "TABLE",
          "ONLY",
          "EXISTS",
          "REFERENCES",
          "VIEW",
          "FUNCTION",
          "PROCEDURE",
          "SEQUENCE",
          "TYPE",
          "DOMAIN",
          "INDEX",
          "TRIGGER",
          "EXECUTE",
          "CALL",
          "COPY",
          "TRUNCATE",
          "AGGREGATE",
          "BY");
  private static final Set<String> OBJECT_FOLLOWS_ON =
      Set.of("CREATE", "COMMENT", "GRANT", "REVOKE", "DROP", "ALTER");

  private SchemaName() {}

  /** The lines on which the script names the schema. */
  public static List<Finding> in(String sql, String schema) {
    return Statement.in(sql).stream()
        .flatMap(statement -> Stream.concat(Stream.of(statement), statement.block().stream()))
        .flatMap(statement -> in(statement, schema).stream())
        .toList();
  }

  private static List<Finding> in(Statement statement, String schema) {
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < statement.tokens().size(); i++) {
      Token token = statement.tokens().get(i);
      boolean named =
          token.isString()
              ? token.content().matches("\"?" + schema + "\"?\\.[\"A-Za-z_].*")
              : token.isName(schema) && isSchema(statement, i);
      if (named) {
        findings.add(
            new Finding(
                token.line(),
                "names the module's own schema; remove the name, the search path leads there"));
      }
    }
    return findings;
  }

  private static boolean isSchema(Statement statement, int position) {
    Token before = position == 0 ? null : statement.tokens().get(position - 1);
    if (before != null && before.isWord("SCHEMA")) {
      return true;
    }
    boolean qualifies =
        position + 2 < statement.tokens().size()
            && statement.tokens().get(position + 1).isSymbol(".")
            && (before == null || !before.isSymbol("."));
    return qualifies && (objectStands(statement, before) || moreFollows(statement, position + 3));
  }

  private static boolean objectStands(Statement statement, Token before) {
    if (before == null || before.kind() != Token.Kind.WORD) {
      return false;
    }
    return before.text().equals("ON")
        ? OBJECT_FOLLOWS_ON.contains(statement.tokens().get(0).text())
        : OBJECT_FOLLOWS.contains(before.text());
  }

  private static boolean moreFollows(Statement statement, int position) {
    return position < statement.tokens().size()
        && (statement.tokens().get(position).isSymbol("(")
            || statement.tokens().get(position).isSymbol("."));
  }
}
