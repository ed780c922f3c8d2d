package io.tenantry.registry.domain.sql;

/**
 * A piece of SQL that means something; comments and white space do not.
 *
 * @param text words in upper case, everything else as it stands
 * @param line from 1
 */
public record Token(Kind kind, String text, int line) {

  /** What a token is. */
  public enum Kind {
    WORD,
    QUOTED_IDENTIFIER,
    STRING,
    NUMBER,
    SYMBOL,
    BACKSLASH
  }

  boolean isWord(String word) {
    return kind == Kind.WORD && text.equals(word);
  }

  boolean isSymbol(String symbol) {
    return kind == Kind.SYMBOL && text.equals(symbol);
  }
}
