package io.tenantry.installer.adapter.out.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Ends a session that takes too long, from a connection of its own, because a script can lift every
 * limit that its session has.
 */
final class Watchdog implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(Watchdog.class);
  private static final ScheduledExecutorService TIMER =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "module-run-watchdog");
            thread.setDaemon(true);
            return thread;
          });

  private final ScheduledFuture<?> bite;
  private volatile boolean bitten;

  private Watchdog(Supplier<Connection> platform, int backend, Duration limit) {
    bite = TIMER.schedule(() -> end(platform, backend), limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  static Watchdog over(int backend, Duration limit, Supplier<Connection> platform) {
    return new Watchdog(platform, backend, limit);
  }

  /** Whether it had to end the session. */
  boolean hasBitten() {
    return bitten;
  }

  @Override
  public void close() {
    bite.cancel(false);
  }

  private void end(Supplier<Connection> platform, int backend) {
    bitten = true;
    try (Connection connection = platform.get();
        PreparedStatement statement =
            connection.prepareStatement("select pg_terminate_backend(?)")) {
      statement.setInt(1, backend);
      statement.execute();
    } catch (SQLException | RuntimeException e) {
      LOG.errorf("backend %d runs for too long and could not be ended: %s", backend, e);
    }
  }
}
