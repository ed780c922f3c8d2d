package io.tenantry.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tenantry.testkit.modules.ProjectFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command itself, as a person starts it. */
class UpIT {

  private static final long LIMIT_SECONDS = 180;

  @TempDir private Path directory;

  @Test
  void itInstallsDigitalCardAndStaysUpTheNextTimeUntilItIsStopped() throws Exception {
    Path data = directory.resolve("data");
    Path output = directory.resolve("output");

    Answer first = up("--once", "--ports", "auto", "--data", data.toString());
    Process second = start(output, List.of(), "--ports", "auto", "--data", data.toString());
    await()
        .atMost(Duration.ofSeconds(LIMIT_SECONDS))
        .until(() -> text(output).contains("Running.") || !second.isAlive());
    second.destroy();

    assertThat(second.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).as(text(output)).isTrue();
    assertThat(first.output())
        .contains("Final state: ACTIVE", "Version:     1.0.0", "ms from request to ACTIVE")
        .contains("schema digital_card: 6 tables", "card_design          5 rows");
    assertThat(first.exitCode()).isZero();
    assertThat(text(output)).contains("digital_card 1.0.0 is installed already");
    assertNothingRunsIn(data);
  }

  @Test
  void aModuleThatFailsLeavesNothing() throws Exception {
    Path data = directory.resolve("data");

    Answer answer =
        up(
            "--once",
            "--module",
            "digital-card-broken",
            "--ports",
            "auto",
            "--data",
            data.toString());

    assertThat(answer.output())
        .contains("Final state: FAILED", "SQLSTATE 23514", "nothing in database landlord");
    assertThat(answer.exitCode()).isEqualTo(1);
    assertNothingRunsIn(data);
  }

  @Test
  void aModuleThatDoesNotExistIsToldInASentence() throws Exception {
    Answer answer = up("--module", "nothing", "--once");

    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(answer.output())
        .isEqualTo(
            "deploy/up: There is no module deploy/modules/nothing; a module has a module.yaml");
  }

  @Test
  void aTakenPortIsToldInASentence() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      Path data = directory.resolve("data");

      Answer answer =
          up("--once", "--ports", "auto", "--installer-port", port, "--data", data.toString());

      assertThat(answer.exitCode()).isEqualTo(2);
      assertThat(answer.output())
          .endsWith(
              "deploy/up: Port %s for installer-service is taken; stop what listens there, or use --ports auto"
                  .formatted(port));
      assertNothingRunsIn(data);
    }
  }

  @Test
  void withoutAJdkItSaysWhatToInstall() throws Exception {
    Answer answer = up(List.of("env", "-i", "PATH=" + bareTools()), "--once");

    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(answer.output()).startsWith("deploy/up: No JDK was found; install one, 17 or newer");
  }

  private static Answer up(String... arguments) throws Exception {
    return up(List.of(), arguments);
  }

  private static Answer up(List<String> prefix, String... arguments) throws Exception {
    Path output = Files.createTempFile("up", ".log");
    Process process = start(output, prefix, arguments);
    assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS))
        .as(() -> "deploy/up ends: " + text(output))
        .isTrue();
    Answer answer = new Answer(process.exitValue(), text(output).strip());
    Files.delete(output);
    return answer;
  }

  private static Process start(Path output, List<String> prefix, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(prefix);
    command.add(ProjectFiles.root().resolve("deploy").resolve("up").toString());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
  }

  private static void assertNothingRunsIn(Path data) {
    assertThat(data.resolve("lock")).doesNotExist();
    assertThat(processesIn(data)).isEmpty();
  }

  /** A directory with what the script needs, and no Java. */
  private Path bareTools() throws IOException {
    Path tools = Files.createDirectory(directory.resolve("tools"));
    for (String tool : List.of("sh", "dirname", "sed", "env")) {
      Path found =
          List.of("/bin", "/usr/bin").stream()
              .map(place -> Path.of(place, tool))
              .filter(Files::exists)
              .findFirst()
              .orElseThrow();
      Files.createSymbolicLink(tools.resolve(tool), found);
    }
    return tools;
  }

  private static List<String> processesIn(Path data) {
    return ProcessHandle.allProcesses()
        .filter(one -> one.info().commandLine().orElse("").contains(data.toString()))
        .map(one -> one.info().commandLine().orElse(""))
        .toList();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the command printed, and how it ended. */
  private record Answer(int exitCode, String output) {}
}
