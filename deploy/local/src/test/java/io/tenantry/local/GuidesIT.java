package io.tenantry.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tenantry.local.RunningPlatform.Running;
import io.tenantry.testkit.modules.ProjectFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The guides do what they say when they are pasted block by block. */
@ExtendWith(RunningPlatform.class)
class GuidesIT {

  private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh\\n(.*?)^```$");
  private static final int LIMIT_SECONDS = 180;

  private final Running running;
  @TempDir private Path directory;

  GuidesIT(Running running) {
    this.running = running;
  }

  @Test
  void publishingAModule() throws Exception {
    assumeTrue(List.of("bash", "curl", "openssl").stream().allMatch(GuidesIT::isInstalled));
    List<String> blocks = blocks("publish-a-module.md");
    // where the platform is stands in the first one, and here it is elsewhere
    blocks.set(0, "export TENANTRY_REGISTRY=%s TENANTRY_TOKEN_FILE=token".formatted(registry()));
    Files.writeString(
        directory.resolve("token"),
        running.platform().tokens().platformAdmin(Duration.ofMinutes(10)));
    Path command = Files.createDirectory(directory.resolve("deploy")).resolve("tenantry");
    Files.writeString(command, "exec '%s/deploy/tenantry' \"$@\"\n".formatted(ProjectFiles.root()));
    assertThat(command.toFile().setExecutable(true)).isTrue();

    String output = bash(String.join("\n", blocks));

    assertThat(output)
        .contains(
            "db/tenant/V1__points.sql:1: The statement names the module's own schema;",
            "db/tenant/V1__points.sql:5: The statement controls the transaction;",
            "2 problem(s)",
            "There is something to mend.",
            "loyalty 1.0.0 is good",
            "registered",
            "was registered before",
            "Versions never change.",
            "loyalty 1.1.0 is good",
            "loyalty 1.3.0 is good",
            "\"statusReason\":\"1.1.0 counts better\"",
            "\"status\":\"WITHDRAWN\"");
  }

  /** What the guides use beside a JDK. */
  private static boolean isInstalled(String tool) {
    return Stream.of("/bin", "/usr/bin").anyMatch(it -> Files.exists(Path.of(it, tool)));
  }

  private String registry() {
    return running.platform().registry().address().toString();
  }

  private static List<String> blocks(String guide) throws IOException {
    Path file = ProjectFiles.root().resolve("deploy/docs/guides").resolve(guide);
    Matcher block = BLOCK.matcher(Files.readString(file));
    List<String> blocks = new ArrayList<>();
    while (block.find()) {
      blocks.add(block.group(1));
    }
    return blocks;
  }

  /** Every command has to succeed. */
  private String bash(String script) throws IOException, InterruptedException {
    Path output = directory.resolve("output");
    Process bash =
        new ProcessBuilder("bash", "-e", "-c", script)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(bash.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    String text = Files.readString(output);
    assertThat(bash.exitValue()).as(text).isZero();
    return text;
  }
}
