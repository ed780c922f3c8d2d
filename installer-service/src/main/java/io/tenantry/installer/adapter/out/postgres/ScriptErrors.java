package io.tenantry.installer.adapter.out.postgres;

import io.tenantry.installer.domain.migration.Script;
import io.tenantry.installer.domain.migration.ScriptFailure;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.postgresql.core.NativeQuery;
import org.postgresql.core.Parser;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Finds out which statement of a script failed, and on which line. */
final class ScriptErrors {

  private static final int LONGEST_STATEMENT = 200;

  private ScriptErrors() {}

  /**
   * Describes a failure.
   *
   * @param sent the script as it was sent
   * @param completed how many of its statements had completed
   */
  static ScriptFailure describe(Script script, String sent, int completed, SQLException failure) {
    Optional<Integer> position = position(failure);
    Optional<Place> place = place(sent, completed);
    Optional<Integer> line =
        position
            .map(offset -> lineAt(sent, offset - 1))
            .or(() -> place.map(found -> lineAt(sent, found.offset())));
    return new ScriptFailure(
        script.path(),
        line,
        Optional.ofNullable(failure.getSQLState()),
        place.map(Place::beginning),
        message(failure));
  }

  /** Where PostgreSQL says the error is: a character of what was sent, from 1. */
  private static Optional<Integer> position(SQLException failure) {
    return failure instanceof PSQLException postgres
        ? Optional.ofNullable(postgres.getServerErrorMessage())
            .map(ServerErrorMessage::getPosition)
            .filter(position -> position > 0)
        : Optional.empty();
  }

  private static String message(SQLException failure) {
    return failure instanceof PSQLException postgres && postgres.getServerErrorMessage() != null
        ? String.valueOf(postgres.getServerErrorMessage().getMessage())
        : String.valueOf(failure.getMessage());
  }

  /** The statement behind those that completed, found by the driver's own splitter. */
  private static Optional<Place> place(String sent, int completed) {
    List<NativeQuery> statements;
    try {
      statements = Parser.parseJdbcSql(sent, true, false, true, false, false);
    } catch (SQLException unparsable) {
      return Optional.empty();
    }
    int offset = 0;
    int index = 0;
    for (NativeQuery statement : statements) {
      String text = statement.nativeSql;
      int found = sent.indexOf(text, offset);
      if (found < 0) {
        return Optional.empty();
      }
      int beginning = found + blankAndComments(text);
      if (index == completed && beginning < found + text.length()) {
        String rest = sent.substring(beginning, found + text.length());
        return Optional.of(
            new Place(beginning, rest.substring(0, Math.min(LONGEST_STATEMENT, rest.length()))));
      }
      offset = found + text.length();
      index += beginning < found + text.length() ? 1 : 0;
    }
    return Optional.empty();
  }

  /** Length of the white space and comments that a statement begins with. */
  private static int blankAndComments(String text) {
    int position = 0;
    while (position < text.length()) {
      if (Character.isWhitespace(text.charAt(position))) {
        position++;
      } else if (text.startsWith("--", position)) {
        position = Parser.parseLineComment(text.toCharArray(), position) + 1;
      } else if (text.startsWith("/*", position)) {
        position = Parser.parseBlockComment(text.toCharArray(), position) + 1;
      } else {
        return position;
      }
    }
    return text.length();
  }

  private static int lineAt(String text, int offset) {
    int end = text.offsetByCodePoints(0, Math.min(offset, text.codePointCount(0, text.length())));
    return 1 + (int) text.substring(0, end).chars().filter(c -> c == '\n').count();
  }

  /** Where a statement begins, and how. */
  private record Place(int offset, String beginning) {}
}
