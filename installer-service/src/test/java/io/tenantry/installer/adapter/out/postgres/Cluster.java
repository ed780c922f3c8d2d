package io.tenantry.installer.adapter.out.postgres;

import io.tenantry.installer.application.port.Migrator;
import io.tenantry.installer.config.InstallerSettings;
import io.tenantry.installer.config.Settings;
import io.tenantry.installer.domain.database.DatabaseRef;
import io.tenantry.installer.domain.migration.Script;
import io.tenantry.installer.domain.plan.ModuleName;
import io.tenantry.messaging.crash.CrashPoints;
import io.tenantry.testkit.infrastructure.EmbeddedPostgresServer;
import io.tenantry.testkit.infrastructure.PlatformDatabases;
import io.tenantry.testkit.infrastructure.TemporaryDirectory;
import io.tenantry.testkit.modules.ProjectFiles;
import io.tenantry.testkit.process.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** A PostgreSQL server of some version, with the installer's own adapters on it. */
final class Cluster implements AutoCloseable {

  static final String SERVER = "main";
  static final String SECRET = "secret-of-the-runtime-role";
  static final DatabaseRef LANDLORD = new DatabaseRef(SERVER, "landlord");

  private static final AtomicLong NAMES = new AtomicLong();

  private final TemporaryDirectory directory = TemporaryDirectory.create();
  private final EmbeddedPostgresServer postgres;
  private final InstallerSettings settings;
  final TestSecrets secrets = new TestSecrets(SECRET);
  final PostgresMigrator migrator;
  final PostgresProvisioner provisioner;
  final PostgresKeptSchemas keptSchemas;
  final PostgresChecks checks;
  final PostgresExtensions extensions;

  private Cluster(int version) {
    Path data = directory.path().resolve("postgres");
    postgres =
        version == 15
            ? EmbeddedPostgresServer.start(data, FreePorts.next())
            : EmbeddedPostgresServer.startVersion(version, data);
    PlatformDatabases.createIn(postgres);
    settings = settings(PlatformDatabases.PROVISIONER);
    Servers servers = new Servers(settings);
    provisioner = new PostgresProvisioner(servers, CrashPoints.none());
    migrator = new PostgresMigrator(servers, secrets, settings, CrashPoints.none(), provisioner);
    keptSchemas = new PostgresKeptSchemas(servers, settings, CrashPoints.none());
    checks = new PostgresChecks(servers, provisioner, settings);
    extensions = new PostgresExtensions(servers, provisioner, CrashPoints.none());
    provisioner.ensure(LANDLORD);
  }

  /** Checks of a server whose databases may take so much together. */
  PostgresChecks checksWithSpace(String space) {
    InstallerSettings limited =
        settings(PlatformDatabases.PROVISIONER, "servers.main.space", space);
    return new PostgresChecks(new Servers(limited), provisioner, limited);
  }

  static Cluster start(int version) {
    return new Cluster(version);
  }

  /** A database as a new tenant gets it. */
  DatabaseRef newDatabase() {
    DatabaseRef database = new DatabaseRef(SERVER, "tn_test" + NAMES.incrementAndGet());
    provisioner.ensure(database);
    return database;
  }

  /** A provisioner that logs in with another role. */
  PostgresProvisioner provisionerAs(String role) {
    return new PostgresProvisioner(new Servers(settings(role)), CrashPoints.none());
  }

  /** A migrator whose worker may die. */
  PostgresMigrator migrator(CrashPoints crashPoints) {
    return new PostgresMigrator(new Servers(settings), secrets, settings, crashPoints, provisioner);
  }

  /** All of the platform's own sessions in a database are gone, as after the death of a worker. */
  void endPlatformSessions(DatabaseRef database) {
    execute(
        database,
        "select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = '%s' and usename = '%s'"
            .formatted(database.name(), PlatformDatabases.PROVISIONER));
  }

  static Migrator.Run run(DatabaseRef database, String module, String... dependencies) {
    return run(UUID.randomUUID(), database, module, 1, dependencies);
  }

  static Migrator.Run run(
      UUID id, DatabaseRef database, String module, long fence, String... dependencies) {
    return new Migrator.Run(
        id,
        database,
        new ModuleName(module),
        fence,
        Stream.of(dependencies).map(ModuleName::new).toList());
  }

  /** Scripts of DigitalCard whose names begin so, such as {@code tenant/V}. */
  static List<Script> digitalCard(String prefix) {
    Path root = ProjectFiles.module("digital-card");
    try (Stream<Path> files = Files.walk(root)) {
      List<Script> scripts = new ArrayList<>();
      for (Path file :
          files.filter(Files::isRegularFile).sorted(Comparator.naturalOrder()).toList()) {
        String path = root.relativize(file).toString();
        if (path.startsWith(prefix)) {
          scripts.add(new Script(path, Files.readString(file)));
        }
      }
      return scripts;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Script> scripts(String... contents) {
    List<Script> scripts = new ArrayList<>();
    for (String content : contents) {
      int number = scripts.size() + 1;
      scripts.add(new Script("db/tenant/V%d__script.sql".formatted(number), content));
    }
    return scripts;
  }

  Connection superuser(DatabaseRef database) throws SQLException {
    return postgres.superuser(database.name());
  }

  Connection connect(DatabaseRef database, String role, String password) throws SQLException {
    return postgres.connect(database.name(), role, password);
  }

  String jdbcUrl(DatabaseRef database) {
    return postgres.jdbcUrl(database.name());
  }

  /** The first column of the answer's rows, as the superuser sees it. */
  List<String> query(DatabaseRef database, String sql) {
    try (Connection connection = superuser(database);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  void execute(DatabaseRef database, String sql) {
    try (Connection connection = superuser(database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  @Override
  public void close() {
    postgres.close();
    directory.close();
  }

  private InstallerSettings settings(String role, String... more) {
    List<String> settings =
        new ArrayList<>(
            List.of(
                "servers.main.host",
                postgres.host(),
                "servers.main.port",
                Integer.toString(postgres.port()),
                "servers.main.username",
                role,
                "servers.main.password",
                PlatformDatabases.PASSWORD,
                "migrations.run-timeout",
                "4s",
                "migrations.lock-timeout",
                "1s"));
    settings.addAll(List.of(more));
    return Settings.with(settings.toArray(String[]::new));
  }
}
