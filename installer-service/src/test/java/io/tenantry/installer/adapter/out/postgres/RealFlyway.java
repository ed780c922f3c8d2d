package io.tenantry.installer.adapter.out.postgres;

import io.tenantry.installer.domain.database.DatabaseRef;
import io.tenantry.installer.domain.migration.Script;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** The real Flyway on a module's schema, as a database's administrator would use it. */
final class RealFlyway {

  private final Cluster cluster;
  private final DatabaseRef database;
  private final String module;
  private final Path directory;

  RealFlyway(Cluster cluster, DatabaseRef database, String module, Path directory) {
    this.cluster = cluster;
    this.database = database;
    this.module = module;
    this.directory = directory;
  }

  /** With these scripts and no others. */
  Flyway with(List<Script> scripts) {
    return configured(scripts).load();
  }

  /** The same, for whoever wants to set more. */
  FluentConfiguration configured(List<Script> scripts) {
    try {
      Path files = Files.createTempDirectory(directory, "package");
      for (Script script : scripts) {
        Files.writeString(files.resolve(script.fileName()), script.content());
      }
      return Flyway.configure()
          .dataSource(cluster.jdbcUrl(database), "postgres", "any")
          .initSql("set role " + database.ownerRole())
          .schemas(module)
          .placeholderReplacement(false)
          .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
          .locations("filesystem:" + files);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What it says of each script, as {@code 1 one Success}. */
  static List<String> told(Flyway flyway) {
    return Stream.of(flyway.info().all()).map(RealFlyway::told).toList();
  }

  private static String told(MigrationInfo one) {
    String version = one.getVersion() == null ? "-" : one.getVersion().getVersion();
    return version + " " + one.getDescription() + " " + one.getState().getDisplayName();
  }
}
