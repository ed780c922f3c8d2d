package io.tenantry.registry.domain.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** One statement of a script, or of a block of PL/pgSQL in it. */
public record Statement(List<Token> tokens) {

  private static final Set<String> BLOCK_STARTS =
      Set.of("BEGIN", "THEN", "ELSE", "LOOP", "DECLARE");

  public Statement {
    tokens = List.copyOf(tokens);
  }

  /** The statements of a script; a body in {@code begin atomic ... end} does not end one. */
  public static List<Statement> in(String sql) {
    return in(sql, 1);
  }

  private static List<Statement> in(String sql, int line) {
    List<Statement> statements = new ArrayList<>();
    List<Token> current = new ArrayList<>();
    int bodyDepth = 0;
    for (Token token : Lexer.tokens(sql, line)) {
      boolean beginsBody = token.isWord("ATOMIC") && endsWith(current, "BEGIN");
      if (beginsBody || (bodyDepth > 0 && token.isWord("CASE"))) {
        bodyDepth++;
      } else if (bodyDepth > 0 && token.isWord("END")) {
        bodyDepth--;
      }
      if (token.isSymbol(";") && bodyDepth == 0) {
        addTo(statements, current);
        current = new ArrayList<>();
      } else {
        current.add(token);
      }
    }
    addTo(statements, current);
    return List.copyOf(statements);
  }

  /** Line on which it begins, from 1. */
  public int line() {
    return tokens.get(0).line();
  }

  /**
   * The statements in the body of a {@code DO}, and in the strings that these execute; none when it
   * is another statement.
   */
  List<Statement> block() {
    if (!begins("DO")) {
      return List.of();
    }
    List<Statement> statements = new ArrayList<>();
    tokens.stream()
        .filter(Token::isString)
        .forEach(body -> addBlock(statements, Lexer.tokens(body.content(), body.line())));
    return List.copyOf(statements);
  }

  private static void addBlock(List<Statement> statements, List<Token> body) {
    List<Token> current = new ArrayList<>();
    boolean executes = false;
    for (Token token : body) {
      if (token.isSymbol(";")
          || (token.kind() == Token.Kind.WORD && BLOCK_STARTS.contains(token.text()))) {
        addTo(statements, current);
        current = new ArrayList<>();
        executes = false;
      } else {
        current.add(token);
        executes |= token.isWord("EXECUTE");
        if (executes && token.isString()) {
          statements.addAll(in(token.content(), token.line()));
        }
      }
    }
    addTo(statements, current);
  }

  /** Whether it begins with these words. */
  boolean begins(String... words) {
    return hasAt(0, words);
  }

  /** Whether these words stand one after another at the position. */
  boolean hasAt(int position, String... words) {
    if (tokens.size() < position + words.length) {
      return false;
    }
    for (int i = 0; i < words.length; i++) {
      if (!tokens.get(position + i).isWord(words[i])) {
        return false;
      }
    }
    return true;
  }

  boolean hasWord(String word) {
    return tokens.stream().anyMatch(token -> token.isWord(word));
  }

  private static void addTo(List<Statement> statements, List<Token> tokens) {
    if (!tokens.isEmpty()) {
      statements.add(new Statement(tokens));
    }
  }

  private static boolean endsWith(List<Token> tokens, String word) {
    return !tokens.isEmpty() && tokens.get(tokens.size() - 1).isWord(word);
  }
}
