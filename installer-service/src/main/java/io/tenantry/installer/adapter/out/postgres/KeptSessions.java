package io.tenantry.installer.adapter.out.postgres;

import io.tenantry.installer.domain.database.DatabaseRef;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;

/**
 * Keeps sessions of the platform's own role for a moment, because the next step of a job works in
 * the same databases, and a login costs more than what most steps do. A session that is kept has no
 * transaction, so it is in nobody's way.
 */
final class KeptSessions {

  private static final Logger LOG = Logger.getLogger(KeptSessions.class);
  private static final ScheduledExecutorService TIMER =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "kept-sessions");
            thread.setDaemon(true);
            return thread;
          });

  private final int most;
  private final Duration moment;
  private final Deque<Kept> kept = new ArrayDeque<>();

  /** Takes how many sessions are kept at most, and for how long. */
  KeptSessions(int most, Duration moment) {
    this.most = most;
    this.moment = moment;
  }

  /** A session in that database, kept or opened; whoever closes it gives it back. */
  Connection take(DatabaseRef database, Supplier<Connection> open) {
    Connection session = find(database).orElseGet(open);
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("close")) {
                giveBack(database, session);
                return null;
              }
              try {
                return method.invoke(session, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private Optional<Connection> find(DatabaseRef database) {
    Optional<Connection> found = remove(database);
    while (found.isPresent() && !isAlive(found.get())) {
      close(found.get());
      found = remove(database);
    }
    return found;
  }

  private synchronized Optional<Connection> remove(DatabaseRef database) {
    Iterator<Kept> latestFirst = kept.iterator();
    while (latestFirst.hasNext()) {
      Kept one = latestFirst.next();
      if (one.database().equals(database)) {
        latestFirst.remove();
        return Optional.of(one.session());
      }
    }
    return Optional.empty();
  }

  private void giveBack(DatabaseRef database, Connection session) throws SQLException {
    if (session.isClosed()) {
      return;
    }
    try {
      if (!session.getAutoCommit()) {
        session.rollback();
        session.setAutoCommit(true);
      }
    } catch (SQLException e) {
      LOG.debugf("a session in database %s is not kept: %s", database.name(), e);
      close(session);
      return;
    }
    Kept one = new Kept(database, session);
    keep(one).ifPresent(KeptSessions::close);
    TIMER.schedule(() -> forget(one), moment.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Answers the session that is too much then. */
  private synchronized Optional<Connection> keep(Kept one) {
    kept.addFirst(one);
    return kept.size() > most ? Optional.of(kept.removeLast().session()) : Optional.empty();
  }

  private void forget(Kept one) {
    if (removed(one)) {
      close(one.session());
    }
  }

  private synchronized boolean removed(Kept one) {
    return kept.removeIf(other -> other == one);
  }

  /** Reads what the server has said meanwhile, which is nothing as long as it is there. */
  private static boolean isAlive(Connection session) {
    try {
      session.unwrap(PGConnection.class).getNotifications();
      return !session.isClosed();
    } catch (SQLException e) {
      LOG.debugf("a session that was kept is gone: %s", e);
      return false;
    }
  }

  private static void close(Connection session) {
    try {
      session.close();
    } catch (SQLException e) {
      LOG.debugf("a session could not be closed: %s", e);
    }
  }

  private record Kept(DatabaseRef database, Connection session) {}
}
