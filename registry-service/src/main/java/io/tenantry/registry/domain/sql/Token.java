package io.tenantry.registry.domain.sql;

import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A piece of SQL that means something; comments and white space do not.
 *
 * @param text words in upper case, everything else as it stands
 * @param line from 1
 */
public record Token(Kind kind, String text, int line) {

  private static final Pattern ESCAPE =
      Pattern.compile(
          "\\\\(?:([0-7]{1,3})|x(\\p{XDigit}{1,2})|u(\\p{XDigit}{4})|U(\\p{XDigit}{8})|(.))",
          Pattern.DOTALL);
  private static final String CONTROLS = "bfnrt";
  private static final String CONTROL_CHARACTERS = "\b\f\n\r\t";

  /** What a token is. */
  public enum Kind {
    WORD,
    QUOTED_IDENTIFIER,
    STRING,
    /** A string with escapes; the {@code E} before it is not part of the text. */
    ESCAPE_STRING,
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

  boolean isString() {
    return kind == Kind.STRING || kind == Kind.ESCAPE_STRING;
  }

  /** Whether it names the object; an unquoted name is folded to lower case. */
  boolean isName(String name) {
    return isName() && name().equals(name);
  }

  boolean isName() {
    return kind == Kind.WORD || kind == Kind.QUOTED_IDENTIFIER;
  }

  /** The name as PostgreSQL keeps it. */
  String name() {
    return kind == Kind.WORD ? text.toLowerCase(Locale.ROOT) : unquoted('"').replace("\"\"", "\"");
  }

  /** What a string says; its first line is the token's. */
  String content() {
    if (text.startsWith("$")) {
      int tag = text.indexOf('$', 1) + 1;
      return text.substring(tag, Math.max(tag, text.length() - tag));
    }
    String inner = unquoted('\'').replace("''", "'");
    return kind == Kind.ESCAPE_STRING ? unescaped(inner) : inner;
  }

  private String unquoted(char quote) {
    int end = text.length();
    boolean closed = end > 1 && text.charAt(end - 1) == quote;
    return text.substring(1, closed ? end - 1 : end);
  }

  private static String unescaped(String text) {
    return ESCAPE.matcher(text).replaceAll(escape -> Matcher.quoteReplacement(meaning(escape)));
  }

  private static String meaning(MatchResult escape) {
    if (escape.group(1) != null) {
      return Character.toString(Integer.parseInt(escape.group(1), 8));
    }
    for (int hexadecimal = 2; hexadecimal <= 4; hexadecimal++) {
      if (escape.group(hexadecimal) != null) {
        int code = Integer.parseUnsignedInt(escape.group(hexadecimal), 16);
        return Character.isValidCodePoint(code) ? Character.toString(code) : "";
      }
    }
    int control = CONTROLS.indexOf(escape.group(5));
    return control < 0 ? escape.group(5) : CONTROL_CHARACTERS.substring(control, control + 1);
  }
}
