package io.tenantry.local.benchmark;

import io.tenantry.testkit.infrastructure.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code psql -1} with one file, in a loop of the shell or under {@code xargs -P}. */
record Psql(PostgresServer server, Path file, int parallelism) implements Contender {

  private static final String ONE =
      "s=$(date +%s%N); psql -1 -X -q -v ON_ERROR_STOP=1 -o /dev/null -f \"$FILE\" -d \"$1\" || exit 255;"
          + " e=$(date +%s%N); echo \"took $((e - s))\"";

  static boolean isThere() {
    try {
      return new ProcessBuilder("psql", "--version").start().waitFor() == 0;
    } catch (IOException missing) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public String name() {
    return parallelism == 1 ? "psql -1 in a loop" : "psql -1 under xargs -P" + parallelism;
  }

  @Override
  public Figures install(List<String> databases) {
    ProcessBuilder shell =
        new ProcessBuilder(
                "sh", "-c", "xargs -n 1 -P %d sh -c '%s' one".formatted(parallelism, ONE))
            .redirectErrorStream(true);
    shell
        .environment()
        .putAll(
            Map.of(
                "FILE", file.toString(),
                "PGHOST", server.host(),
                "PGPORT", Integer.toString(server.port()),
                "PGUSER", PostgresServer.SUPERUSER,
                "PGPASSWORD", PostgresServer.SUPERUSER_PASSWORD));
    long start = System.nanoTime();
    List<Duration> each = run(shell, databases);
    return new Figures(databases.size(), Duration.ofNanos(System.nanoTime() - start), each);
  }

  private static List<Duration> run(ProcessBuilder shell, List<String> databases) {
    try {
      Process process = shell.start();
      try (var input = process.outputWriter()) {
        input.write(String.join("\n", databases));
      }
      List<String> output = process.inputReader().lines().toList();
      if (process.waitFor() != 0) {
        throw new IllegalStateException("psql failed: " + output);
      }
      List<Duration> each = new ArrayList<>();
      output.stream()
          .filter(line -> line.startsWith("took "))
          .forEach(line -> each.add(Duration.ofNanos(Long.parseLong(line.substring(5)))));
      return each;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
