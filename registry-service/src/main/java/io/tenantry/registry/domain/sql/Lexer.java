package io.tenantry.registry.domain.sql;

import io.tenantry.registry.domain.sql.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Splits SQL into tokens as PostgreSQL does with {@code standard_conforming_strings} on.
 *
 * @see <a href="https://www.postgresql.org/docs/15/sql-syntax-lexical.html">Lexical structure</a>
 */
final class Lexer {

  private final String sql;
  private final List<Token> tokens = new ArrayList<>();
  private int position;
  private int line;

  private Lexer(String sql, int line) {
    this.sql = sql;
    this.line = line;
  }

  /**
   * Never fails: what is not closed ends with the text.
   *
   * @param line number of the first line
   */
  static List<Token> tokens(String sql, int line) {
    Lexer lexer = new Lexer(sql, line);
    while (lexer.position < sql.length()) {
      lexer.next();
    }
    return List.copyOf(lexer.tokens);
  }

  private void next() {
    char c = sql.charAt(position);
    if (Character.isWhitespace(c)) {
      advance(1);
    } else if (sql.startsWith("--", position)) {
      skipLineComment();
    } else if (sql.startsWith("/*", position)) {
      skipBlockComment();
    } else if (c == '\'') {
      quoted(Kind.STRING, '\'', false);
    } else if (c == '"') {
      quoted(Kind.QUOTED_IDENTIFIER, '"', false);
    } else if (c == '$' && dollarTagLength() > 0) {
      dollarQuoted(dollarTagLength());
    } else if (isWordStart(c)) {
      word();
    } else if (Character.isDigit(c)) {
      number();
    } else {
      add(c == '\\' ? Kind.BACKSLASH : Kind.SYMBOL, 1);
    }
  }

  private void skipLineComment() {
    int end = sql.indexOf('\n', position);
    advance((end < 0 ? sql.length() : end) - position);
  }

  private void skipBlockComment() {
    int depth = 0;
    do {
      if (sql.startsWith("/*", position)) {
        depth++;
        advance(2);
      } else if (sql.startsWith("*/", position)) {
        depth--;
        advance(2);
      } else {
        advance(1);
      }
    } while (depth > 0 && position < sql.length());
  }

  private void quoted(Kind kind, char quote, boolean escapes) {
    int end = position + 1;
    while (end < sql.length()) {
      if (escapes && sql.charAt(end) == '\\') {
        end += 2;
      } else if (sql.charAt(end) != quote) {
        end++;
      } else if (end + 1 < sql.length() && sql.charAt(end + 1) == quote) {
        end += 2;
      } else {
        end++;
        break;
      }
    }
    add(kind, Math.min(end, sql.length()) - position);
  }

  /** Length of a tag such as {@code $$} or {@code $body$} that begins here; 0 if none does. */
  private int dollarTagLength() {
    int end = position + 1;
    while (end < sql.length() && isTagPart(sql.charAt(end), end == position + 1)) {
      end++;
    }
    return end < sql.length() && sql.charAt(end) == '$' ? end + 1 - position : 0;
  }

  private void dollarQuoted(int tagLength) {
    String tag = sql.substring(position, position + tagLength);
    int end = sql.indexOf(tag, position + tagLength);
    add(Kind.STRING, (end < 0 ? sql.length() : end + tagLength) - position);
  }

  private void word() {
    int end = position;
    while (end < sql.length() && isWordPart(sql.charAt(end))) {
      end++;
    }
    boolean escapeString =
        end - position == 1
            && end < sql.length()
            && sql.charAt(end) == '\''
            && "eE".indexOf(sql.charAt(position)) >= 0;
    if (escapeString) {
      advance(1);
      quoted(Kind.ESCAPE_STRING, '\'', true);
    } else {
      add(Kind.WORD, end - position);
    }
  }

  private void number() {
    int end = position;
    while (end < sql.length()
        && (Character.isLetterOrDigit(sql.charAt(end)) || sql.charAt(end) == '.')) {
      end++;
    }
    add(Kind.NUMBER, end - position);
  }

  private void add(Kind kind, int length) {
    String text = sql.substring(position, position + length);
    tokens.add(new Token(kind, kind == Kind.WORD ? text.toUpperCase(Locale.ROOT) : text, line));
    advance(length);
  }

  private void advance(int length) {
    int end = Math.min(position + length, sql.length());
    for (; position < end; position++) {
      if (sql.charAt(position) == '\n') {
        line++;
      }
    }
  }

  private static boolean isWordStart(char c) {
    return Character.isLetter(c) || c == '_';
  }

  private static boolean isWordPart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '$';
  }

  private static boolean isTagPart(char c, boolean first) {
    return isWordStart(c) || (!first && Character.isDigit(c));
  }
}
