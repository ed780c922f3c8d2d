package io.tenantry.testkit.infrastructure;

import io.tenantry.testkit.process.FreePorts;
import io.tenantry.testkit.process.ServerDidNotStart;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * PostgreSQL from a library's binaries, started as root or as a plain user. Only the superuser is
 * let in without a password, and only from the loopback interface. It does not call fsync: a killed
 * server loses nothing, a machine that loses power may.
 */
public final class EmbeddedPostgresServer implements PostgresServer {

  private static final Duration TIME_TO_START = Duration.ofSeconds(60);
  private static final String CLIENT_AUTHENTICATION =
      """
      host all %s 127.0.0.1/32 trust
      host all all 127.0.0.1/32 scram-sha-256
      """
          .formatted(SUPERUSER);

  private final Path directory;
  private final int port;
  private final PgBinaryResolver binaries;
  private EmbeddedPostgres server;

  private EmbeddedPostgresServer(Path directory, int port, PgBinaryResolver binaries) {
    this.directory = directory;
    this.port = port;
    this.binaries = binaries;
  }

  /** The supported version that the embedded binaries on the class path have. */
  public static EmbeddedPostgresServer start(Path directory, int port) {
    return new EmbeddedPostgresServer(directory, port, null).restart();
  }

  /** Another supported major version, which the testkit's build has put aside. */
  public static EmbeddedPostgresServer startVersion(int majorVersion, Path directory) {
    Path jar = ServerFiles.postgresBinaries(majorVersion);
    return new EmbeddedPostgresServer(directory, FreePorts.next(), (os, cpu) -> archiveIn(jar))
        .restart();
  }

  /** Starts the stopped server again, with the same data on the same port. */
  public EmbeddedPostgresServer restart() {
    Path log = log();
    try {
      Files.createDirectories(directory);
      Path clientAuthentication = directory.resolve("pg_hba.conf").toAbsolutePath();
      Files.writeString(clientAuthentication, CLIENT_AUTHENTICATION);
      EmbeddedPostgres.Builder builder =
          EmbeddedPostgres.builder()
              .setOverrideWorkingDirectory(workingDirectory())
              .setDataDirectory(directory.resolve("data"))
              .setCleanDataDirectory(false)
              .setPort(port)
              .setPGStartupWait(TIME_TO_START)
              .setServerConfig("hba_file", clientAuthentication.toString())
              .setServerConfig("listen_addresses", host())
              .setServerConfig("unix_socket_directories", "")
              .setServerConfig("synchronous_commit", "on")
              .setServerConfig("max_connections", "300")
              .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()));
      if (binaries != null) {
        builder.setPgBinaryResolver(binaries);
      }
      server = builder.start();
      return this;
    } catch (IOException | IllegalStateException e) {
      ServerDidNotStart failure = new ServerDidNotStart("PostgreSQL", "did not start", log);
      failure.initCause(e);
      throw failure;
    }
  }

  public Path log() {
    return directory.resolve("postgres.log");
  }

  @Override
  public String logged() {
    try {
      return new String(Files.readAllBytes(log()), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL's log cannot be read", e);
    }
  }

  @Override
  public String host() {
    return "127.0.0.1";
  }

  @Override
  public int port() {
    return port;
  }

  /** Stops the server; its data stays. */
  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL could not be stopped", e);
    }
  }

  /** Ends the server at once (SIGKILL), as a machine that fails would; its data stays. */
  public void kill() {
    try (Stream<String> lines = Files.lines(directory.resolve("data").resolve("postmaster.pid"))) {
      long pid = Long.parseLong(lines.findFirst().orElseThrow().strip());
      ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
      List<ProcessHandle> backends = postmaster.children().toList();
      postmaster.destroyForcibly();
      backends.forEach(ProcessHandle::destroyForcibly);
      postmaster.onExit().join();
      backends.forEach(backend -> backend.onExit().join());
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL could not be killed", e);
    }
    close();
  }

  private static java.io.File workingDirectory() throws IOException {
    Path unpacked = ServerFiles.postgresDirectory();
    Files.createDirectories(unpacked);
    return unpacked.toFile();
  }

  private static InputStream archiveIn(Path jar) throws IOException {
    ZipInputStream zip = new ZipInputStream(new FileInputStream(jar.toFile()));
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      if (entry.getName().endsWith(".txz")) {
        return zip;
      }
    }
    zip.close();
    throw new IOException(jar + " holds no PostgreSQL");
  }
}
