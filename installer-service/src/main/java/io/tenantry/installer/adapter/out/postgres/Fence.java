package io.tenantry.installer.adapter.out.postgres;

import io.tenantry.installer.application.port.Migrator.Run;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Lets a worker change something only as long as no younger one has come. */
final class Fence {

  private final Connection platform;
  private final Run run;

  Fence(Connection platform, Run run) {
    this.platform = platform;
    this.run = run;
  }

  /**
   * Does it in a transaction of its own, in which no younger worker can come. It shares the fence
   * with a run that is about to commit, so it does not wait for that one. Whoever gets an exception
   * closes the connection.
   *
   * @return false when a younger worker is here, and nothing was done
   */
  boolean whileOurs(Change change) throws SQLException {
    platform.setAutoCommit(false);
    boolean ours = isOurs();
    if (ours) {
      change.make();
    }
    platform.commit();
    platform.setAutoCommit(true);
    return ours;
  }

  private boolean isOurs() throws SQLException {
    try (PreparedStatement statement =
        platform.prepareStatement("select value from tenantry.fence where module = ? for share")) {
      statement.setString(1, run.module().value());
      try (ResultSet row = statement.executeQuery()) {
        return !row.next() || row.getLong(1) <= run.fence();
      }
    }
  }

  /** What is changed. */
  @FunctionalInterface
  interface Change {

    void make() throws SQLException;
  }
}
