package io.tenantry.registry.domain.sql;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Statements after which an older version of a module may no longer work: what it reads is gone or
 * renamed, or what it writes is refused. What scripts make themselves they may also change.
 */
public final class ContractingStatements {

  private static final Set<String> DROPPED =
      Set.of(
          "TABLE",
          "VIEW",
          "MATERIALIZED",
          "FUNCTION",
          "PROCEDURE",
          "ROUTINE",
          "TYPE",
          "DOMAIN",
          "SEQUENCE",
          "SCHEMA",
          "OWNED");

  private static final List<String> MADE_AGAIN =
      List.of("VIEW", "FUNCTION", "PROCEDURE", "TYPE", "DOMAIN", "SEQUENCE");

  private final Set<String> made = new HashSet<>();
  private final Set<String> madeAgain = new HashSet<>();

  /** What narrows the schema in a script that runs after those that were looked at before. */
  public List<Finding> in(String sql) {
    List<Finding> findings = new ArrayList<>();
    for (Statement outer : Statement.in(sql)) {
      look(outer, findings);
      outer.block().forEach(inner -> look(inner, findings));
    }
    return findings;
  }

  /** The same in a repeatable script: what it drops and makes again is not gone. */
  public List<Finding> inWhole(String sql) {
    Statement.in(sql).stream()
        .filter(statement -> statement.begins("CREATE"))
        .forEach(
            statement ->
                MADE_AGAIN.forEach(kind -> objectAfter(statement, kind).ifPresent(madeAgain::add)));
    return in(sql);
  }

  private void look(Statement statement, List<Finding> findings) {
    if (statement.begins("CREATE") && statement.hasWord("TABLE")) {
      objectAfter(statement, "TABLE").ifPresent(made::add);
    }
    narrowing(statement)
        .ifPresent(
            what ->
                findings.add(
                    new Finding(
                        statement.line(),
                        what
                            + ", which older versions may still need; raise"
                            + " landlord.compatibleFrom in a later version, and do it there")));
  }

  private Optional<String> narrowing(Statement statement) {
    if (statement.begins("DROP") && statement.tokens().size() > 1) {
      boolean narrows =
          DROPPED.contains(statement.tokens().get(1).text())
              && (namesSeveral(statement)
                  || !isMade(statement, "TABLE") && !isMadeAgain(statement));
      return narrows ? Optional.of("drops something") : Optional.empty();
    }
    if (statement.begins("TRUNCATE")) {
      return Optional.of("empties a table");
    }
    if (statement.begins("REVOKE")) {
      return Optional.of("takes a privilege away");
    }
    if (statement.begins("CREATE", "UNIQUE", "INDEX") && !isMade(statement, "ON")) {
      return Optional.of("forbids rows");
    }
    if (!statement.begins("ALTER") || isMade(statement, "TABLE")) {
      return Optional.empty();
    }
    return statement.begins("ALTER", "TABLE") ? narrowingAction(statement) : renaming(statement);
  }

  private static Optional<String> renaming(Statement statement) {
    return statement.hasWord("RENAME") || statement.hasWord("SCHEMA")
        ? Optional.of("renames something")
        : Optional.empty();
  }

  private static Optional<String> narrowingAction(Statement statement) {
    return actions(statement).stream()
        .map(ContractingStatements::narrowingOf)
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> narrowingOf(Statement action) {
    if (action.hasWord("RENAME")) {
      return Optional.of("renames something");
    }
    boolean alters = action.begins("ALTER");
    if (alters && (action.hasWord("TYPE") || action.hasWord("DEFAULT") && action.hasWord("DROP"))) {
      return Optional.of("changes a column");
    }
    if (action.hasWord("SET") && action.hasWord("NOT") && action.hasWord("NULL")) {
      return Optional.of("forbids null");
    }
    if (action.begins("DROP") && !action.begins("DROP", "CONSTRAINT")) {
      return Optional.of("drops a column");
    }
    return action.begins("ADD") ? narrowingOfAdding(action) : Optional.empty();
  }

  private static Optional<String> narrowingOfAdding(Statement action) {
    if (action.begins("ADD", "CONSTRAINT")
        || action.begins("ADD", "UNIQUE")
        || action.begins("ADD", "CHECK")
        || action.begins("ADD", "FOREIGN")
        || action.begins("ADD", "PRIMARY")
        || action.begins("ADD", "EXCLUDE")) {
      return Optional.of("forbids rows");
    }
    boolean needsValue = action.hasWord("NOT") && action.hasWord("NULL");
    boolean hasValue = action.hasWord("DEFAULT") || action.hasWord("GENERATED");
    return needsValue && !hasValue
        ? Optional.of("adds a column that must be given a value")
        : Optional.empty();
  }

  /** What an {@code ALTER TABLE name} does, between its commas. */
  private static List<Statement> actions(Statement statement) {
    List<Statement> actions = new ArrayList<>();
    List<Token> current = new ArrayList<>();
    int depth = 0;
    for (Token token :
        statement.tokens().subList(afterName(statement), statement.tokens().size())) {
      depth += token.isSymbol("(") ? 1 : token.isSymbol(")") ? -1 : 0;
      if (token.isSymbol(",") && depth == 0) {
        actions.add(new Statement(current));
        current = new ArrayList<>();
      } else {
        current.add(token);
      }
    }
    actions.add(new Statement(current));
    return actions;
  }

  private static int afterName(Statement statement) {
    int position = positionOfName(statement, 1);
    while (position + 2 < statement.tokens().size()
        && statement.tokens().get(position + 1).isSymbol(".")) {
      position += 2;
    }
    boolean star =
        position + 1 < statement.tokens().size()
            && statement.tokens().get(position + 1).isSymbol("*");
    return Math.min(position + (star ? 2 : 1), statement.tokens().size());
  }

  private boolean isMadeAgain(Statement drop) {
    return MADE_AGAIN.stream()
        .anyMatch(kind -> objectAfter(drop, kind).filter(madeAgain::contains).isPresent());
  }

  /** A comma between brackets parts a function's arguments. */
  private static boolean namesSeveral(Statement statement) {
    int depth = 0;
    for (Token token : statement.tokens()) {
      depth += token.isSymbol("(") ? 1 : token.isSymbol(")") ? -1 : 0;
      if (token.isSymbol(",") && depth == 0) {
        return true;
      }
    }
    return false;
  }

  private boolean isMade(Statement statement, String keyword) {
    return objectAfter(statement, keyword).filter(made::contains).isPresent();
  }

  private static Optional<String> objectAfter(Statement statement, String keyword) {
    for (int i = 0; i < statement.tokens().size(); i++) {
      if (statement.tokens().get(i).isWord(keyword)) {
        int position = positionOfName(statement, i);
        return statement.tokens().stream()
            .skip(position)
            .findFirst()
            .filter(Token::isName)
            .map(Token::name);
      }
    }
    return Optional.empty();
  }

  private static int positionOfName(Statement statement, int keyword) {
    int position = keyword + 1;
    while (position < statement.tokens().size()
        && Set.of("IF", "NOT", "EXISTS", "ONLY")
            .contains(statement.tokens().get(position).text())) {
      position++;
    }
    return position;
  }
}
