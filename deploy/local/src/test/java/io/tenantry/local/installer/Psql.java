package io.tenantry.local.installer;

import static org.awaitility.Awaitility.await;

import io.tenantry.testkit.infrastructure.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code psql -1} in a loop, or by {@code xargs -P}. How long each took is what the server says of
 * its session, so that the shell does nothing else.
 */
final class Psql implements Contender {

  private static final Duration TIME_TO_WRITE = Duration.ofSeconds(30);
  private static final String PSQL = "psql -X -q -1 -v ON_ERROR_STOP=1 -o /dev/null -f \"$1\"";
  private static final String LOOP =
      "while read -r database; do %s -d \"$database\" || exit 1; done <\"$2\"".formatted(PSQL);
  private static final String PARALLEL = "xargs -P \"$3\" -I {} %s -d {} <\"$2\"".formatted(PSQL);
  private static final Pattern SESSION =
      Pattern.compile(
          "disconnection: session time: (\\d+):(\\d+):([\\d.]+) user=\\S+ database=(\\S+)");

  private final PostgresServer postgres;
  private final Path directory;
  private final Path script;

  Psql(PostgresServer postgres, Path directory) {
    this.postgres = postgres;
    this.directory = directory;
    this.script = DigitalCardSql.asOneFile(directory);
  }

  /** Whether there is one; the embedded server comes without. */
  static boolean isThere() {
    try {
      return new ProcessBuilder("psql", "--version")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException missing) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Override
  public String name() {
    return "psql -1";
  }

  @Override
  public Measured install(List<Tenant> tenants, int workers) {
    int before = postgres.logged().length();
    List<String> databases = tenants.stream().map(Tenant::database).toList();
    long start = System.nanoTime();
    run(databases, workers);
    double seconds = (System.nanoTime() - start) / 1e9;
    Map<String, Double> sessions = allSessions(before, databases);
    return new Measured(seconds, databases.stream().map(sessions::get).toList());
  }

  private void run(List<String> databases, int workers) {
    try {
      Path list = directory.resolve("databases");
      Files.writeString(list, String.join("\n", databases) + "\n");
      Path output = directory.resolve("psql.log");
      ProcessBuilder shell =
          new ProcessBuilder(
                  "sh",
                  "-c",
                  workers == 1 ? LOOP : PARALLEL,
                  "sh",
                  script.toString(),
                  list.toString(),
                  Integer.toString(workers))
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      shell
          .environment()
          .putAll(
              Map.of(
                  "PGHOST",
                  postgres.host(),
                  "PGPORT",
                  Integer.toString(postgres.port()),
                  "PGUSER",
                  PostgresServer.SUPERUSER,
                  "PGPASSWORD",
                  PostgresServer.SUPERUSER_PASSWORD,
                  "PGOPTIONS",
                  "-c log_disconnections=on"));
      if (shell.start().waitFor() != 0) {
        throw new IllegalStateException("psql failed: " + Files.readString(output));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** The server writes of a session's end after the client has gone. */
  private Map<String, Double> allSessions(int before, List<String> databases) {
    await().atMost(TIME_TO_WRITE).until(() -> sessions(before).keySet().containsAll(databases));
    return sessions(before);
  }

  private Map<String, Double> sessions(int before) {
    Map<String, Double> milliseconds = new HashMap<>();
    String log = postgres.logged();
    Matcher session = SESSION.matcher(log.substring(Math.min(before, log.length())));
    while (session.find()) {
      double seconds =
          Integer.parseInt(session.group(1)) * 3600
              + Integer.parseInt(session.group(2)) * 60
              + Double.parseDouble(session.group(3));
      milliseconds.put(session.group(4), seconds * 1000);
    }
    return milliseconds;
  }
}
