package io.tenantry.installer.adapter.out.postgres;

import io.tenantry.installer.adapter.out.postgres.AsideRegister.ForeignKey;
import io.tenantry.installer.application.port.Migrator.Outcome;
import io.tenantry.installer.application.port.Migrator.Run;
import io.tenantry.installer.domain.kept.KeptData;
import io.tenantry.installer.domain.migration.ScriptFailure;
import io.tenantry.messaging.crash.CrashPoints;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Puts a module's schema out of the way and back, by its name and that of the role that owns what
 * is in it. Foreign keys to and from other modules go meanwhile: rows that nobody sees must not
 * keep others from changing theirs.
 */
final class Renaming {

  private final Servers servers;
  private final Duration lockTimeout;
  private final CrashPoints crashPoints;
  private final Run run;
  private final KeptData kept;

  Renaming(Servers servers, Duration lockTimeout, CrashPoints crashPoints, Run run, KeptData kept) {
    this.servers = servers;
    this.lockTimeout = lockTimeout;
    this.crashPoints = crashPoints;
    this.run = run;
    this.kept = kept;
  }

  /** The service's sessions are ended before anything is locked, so that nobody waits for them. */
  Outcome setAside() {
    try (Connection platform = servers.platform(run.database())) {
      ModuleRole role = new ModuleRole(platform, run);
      RuntimeRole runtime = new RuntimeRole(platform, run);
      Fence fence = new Fence(platform, run);
      boolean ours =
          (!role.exists() || role.exclude())
              && fence.whileOurs(runtime::dismiss)
              && fence.whileOurs(runtime::endSessions);
      if (!ours) {
        return new Outcome.FencedOut();
      }
      crashPoints.reach(DatabasePoint.SERVICE_SHUT_OUT);
      Optional<AsideRegister> register = enter(platform);
      if (register.isEmpty()) {
        return new Outcome.FencedOut();
      }
      if (!register.get().lock()) {
        register.get().enter();
        runtime.leaveSchema();
        run(platform, register.get().keys().stream().map(ForeignKey::dropping).toList());
        Sql.run(
            platform,
            "alter schema %s rename to %s; alter role %s rename to %s"
                .formatted(schema(), keptSchema(), Sql.identifier(role.name()), keptRole()));
      }
      crashPoints.reach(DatabasePoint.SCHEMA_RENAMED);
      platform.commit();
      crashPoints.reach(DatabasePoint.SCHEMA_ASIDE);
      return new Outcome.Applied(0);
    } catch (SQLException e) {
      throw Trouble.in(run, e);
    }
  }

  Outcome putBack() {
    try (Connection platform = servers.platform(run.database())) {
      Optional<AsideRegister> register = enter(platform);
      if (register.isEmpty()) {
        return new Outcome.FencedOut();
      }
      if (register.get().lock()) {
        String role = Sql.identifier(run.database().moduleRole(run.module()));
        Sql.run(
            platform,
            "alter schema %s rename to %s; alter role %s rename to %s"
                .formatted(keptSchema(), schema(), keptRole(), role));
        Optional<Outcome> failure = addKeys(platform, register.get().keys());
        if (failure.isPresent()) {
          platform.rollback();
          return failure.get();
        }
        register.get().strikeOut();
      } else if (!new HistoryTable(platform, run.database(), run.module()).exists()) {
        platform.rollback();
        return failed("The data of %s is neither kept nor in use.".formatted(run.module()), null);
      }
      new RuntimeRole(platform, run).admit();
      crashPoints.reach(DatabasePoint.SCHEMA_RENAMED_BACK);
      platform.commit();
      crashPoints.reach(DatabasePoint.SCHEMA_BACK);
      return new Outcome.Applied(0);
    } catch (SQLException e) {
      throw Trouble.in(run, e);
    }
  }

  /** Begins the transaction; empty when a younger worker was here. */
  private Optional<AsideRegister> enter(Connection platform) throws SQLException {
    platform.setAutoCommit(false);
    Sql.run(platform, "set local lock_timeout = %d".formatted(lockTimeout.toMillis()));
    return new RunRegister(platform, run)
        .enter()
        .map(attempt -> new AsideRegister(platform, run.database(), kept));
  }

  private Optional<Outcome> addKeys(Connection platform, List<ForeignKey> keys)
      throws SQLException {
    for (ForeignKey key : keys) {
      try {
        Sql.run(platform, key.adding());
      } catch (SQLException e) {
        if (Transience.ofPlatform(e)) {
          throw e;
        }
        return Optional.of(
            failed(
                "Foreign key %s of table %s.%s cannot be made again: %s"
                    .formatted(key.name(), key.schema(), key.table(), e.getMessage()),
                e.getSQLState()));
      }
    }
    return Optional.empty();
  }

  private static Outcome failed(String detail, String state) {
    return new Outcome.Failed(
        new ScriptFailure(
            "", Optional.empty(), Optional.ofNullable(state), Optional.empty(), detail));
  }

  private static void run(Connection platform, List<String> statements) throws SQLException {
    if (!statements.isEmpty()) {
      Sql.run(platform, String.join("; ", statements));
    }
  }

  private String schema() {
    return Sql.identifier(run.module().value());
  }

  private String keptSchema() {
    return Sql.identifier(kept.schema());
  }

  private String keptRole() {
    return Sql.identifier(kept.role(run.database()));
  }
}
