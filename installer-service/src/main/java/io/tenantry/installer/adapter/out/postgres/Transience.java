package io.tenantry.installer.adapter.out.postgres;

import java.sql.SQLException;
import java.util.Set;

/**
 * Whether a later try may work, told by the SQLSTATE. Whatever is not named here was caused by the
 * statement itself and would fail again.
 *
 * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL's error
 *     codes</a>
 */
final class Transience {

  private static final String CONNECTION = "08";
  private static final String RESOURCES = "53";
  private static final String INTERNAL_ERROR = "XX000";

  private static final Set<String> PASSING =
      Set.of(
          // the server shuts down, has crashed, or starts; somebody ended the session
          "57P01",
          "57P02",
          "57P03",
          // the server ended a session whose worker stood still
          "25P03",
          "57P05",
          // serialization failure, deadlock
          "40001",
          "40P01",
          // lock_timeout: whoever holds the lock, a service or autovacuum, lets go of it some time
          "55P03");

  /** Two workers made or dropped the same thing; the next try finds it made or dropped. */
  private static final Set<String> MADE_BY_ANOTHER =
      Set.of("23505", "42710", "42P04", "42P06", "42P07", "55006", "57014");

  private Transience() {}

  /** Of something that a module's session was doing. */
  static boolean ofScript(SQLException failure) {
    String state = String.valueOf(failure.getSQLState());
    return state.startsWith(CONNECTION)
        || state.startsWith(RESOURCES)
        || PASSING.contains(state)
        || state.equals(INTERNAL_ERROR) && isConcurrentUpdate(failure);
  }

  /** Of something that the platform's own session was doing. */
  static boolean ofPlatform(SQLException failure) {
    return ofScript(failure) || MADE_BY_ANOTHER.contains(String.valueOf(failure.getSQLState()));
  }

  /** Two sessions changed the same row of a catalogue; PostgreSQL does not translate this text. */
  private static boolean isConcurrentUpdate(SQLException failure) {
    return String.valueOf(failure.getMessage()).contains("tuple concurrently ");
  }
}
