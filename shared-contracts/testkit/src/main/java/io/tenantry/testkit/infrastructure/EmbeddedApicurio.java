package io.tenantry.testkit.infrastructure;

import io.tenantry.testkit.process.JavaCommand;
import io.tenantry.testkit.process.ServerCommand;
import io.tenantry.testkit.process.ServerProcess;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Apicurio Registry in a process of its own; it keeps its schemas in memory or in PostgreSQL. */
public final class EmbeddedApicurio implements SchemaRegistry {

  private static final Duration TIME_TO_START = Duration.ofSeconds(90);

  private final Path directory;
  private final int port;
  private final List<String> storage;
  private ServerProcess process;

  private EmbeddedApicurio(Path directory, int port, List<String> storage) {
    this.directory = directory.toAbsolutePath();
    this.port = port;
    this.storage = storage;
  }

  /** Forgets every schema when it ends. */
  public static EmbeddedApicurio startInMemory(Path directory, int port) {
    return new EmbeddedApicurio(directory, port, List.of()).started();
  }

  /** Keeps its schemas, and their ids, in a database. */
  public static EmbeddedApicurio startOn(
      PostgresServer postgres, String database, Path directory, int port) {
    List<String> storage =
        List.of(
            "-Dapicurio.storage.sql.kind=postgresql",
            "-Dapicurio.datasource.url=" + postgres.jdbcUrl(database),
            "-Dapicurio.datasource.username=" + PostgresServer.SUPERUSER,
            "-Dapicurio.datasource.password=" + PostgresServer.SUPERUSER_PASSWORD,
            "-Dapicurio.datasource.jdbc.initial-size=1",
            "-Dapicurio.datasource.jdbc.min-size=1",
            "-Dapicurio.datasource.jdbc.max-size=5");
    return new EmbeddedApicurio(directory, port, storage).started();
  }

  /** Starts the stopped or killed registry again on the same port. */
  public void restart() {
    process = ServerProcess.start(command());
    process.awaitReady(TIME_TO_START, this::answers);
  }

  public ServerProcess process() {
    return process;
  }

  public Path log() {
    return directory.resolve("apicurio.log");
  }

  @Override
  public URI address() {
    return URI.create("http://127.0.0.1:" + port);
  }

  @Override
  public void close() {
    process.stop();
  }

  private EmbeddedApicurio started() {
    restart();
    return this;
  }

  private ServerCommand command() {
    Path home = ServerFiles.apicurioDirectory();
    List<String> options = new ArrayList<>(JavaCommand.SMALL_AND_QUICK);
    options.add("-Xmx384m");
    options.add("-Dquarkus.http.host=127.0.0.1");
    options.add("-Dquarkus.http.port=" + port);
    options.add("-Dquarkus.http.access-log.enabled=false");
    options.addAll(storage);
    return new ServerCommand(
        "Apicurio Registry",
        JavaCommand.of(options, List.of("-jar", home.resolve(runner(home)).toString())),
        Map.of(),
        home,
        log());
  }

  private static String runner(Path home) {
    String[] names = home.toFile().list((dir, name) -> name.endsWith("-runner.jar"));
    if (names == null || names.length != 1) {
      throw new IllegalStateException(home + " does not hold one Apicurio Registry");
    }
    return names[0];
  }

  private boolean answers() {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) address().resolve("/health/ready").toURL().openConnection();
      connection.setConnectTimeout(1_000);
      connection.setReadTimeout(2_000);
      return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
    } catch (IOException notYet) {
      return false;
    }
  }
}
