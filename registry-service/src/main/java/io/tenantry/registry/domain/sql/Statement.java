package io.tenantry.registry.domain.sql;

import java.util.ArrayList;
import java.util.List;

/** One statement of a script. */
public record Statement(List<Token> tokens) {

  public Statement {
    tokens = List.copyOf(tokens);
  }

  /** The statements of a script; a body in {@code begin atomic ... end} does not end one. */
  public static List<Statement> in(String sql) {
    List<Statement> statements = new ArrayList<>();
    List<Token> current = new ArrayList<>();
    int bodyDepth = 0;
    for (Token token : Lexer.tokens(sql)) {
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

  /** Whether it begins with these words. */
  boolean begins(String... words) {
    if (tokens.size() < words.length) {
      return false;
    }
    for (int i = 0; i < words.length; i++) {
      if (!tokens.get(i).isWord(words[i])) {
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
