package io.tenantry.messaging.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.quarkus.runtime.StartupEvent;
import io.tenantry.testkit.process.JavaCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KillingAtAPointTest {

  private static final int KILLED = 128 + 9;
  private static final List<CrashPointNames> NAMES =
      List.of(
          CrashPointNames.of(MessagingPoint.EVENT_HANDLED), CrashPointNames.after(Commit.values()));

  @TempDir private Path directory;

  @Test
  void theProcessIsGoneAtThePointAndRunsNoHook() throws Exception {
    Path output = directory.resolve("output");
    Process process =
        new ProcessBuilder(
                JavaCommand.of(
                    JavaCommand.SMALL_AND_QUICK,
                    List.of("-cp", System.getProperty("java.class.path"), Victim.class.getName())))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();

    assertThat(process.exitValue()).isEqualTo(KILLED);
    assertThat(Files.readString(output))
        .contains("passed event-handled", "crashing at job-taken")
        .doesNotContain("too far", "hook");
  }

  @Test
  void aPointThatDoesNotExistStopsTheStartAndThoseThatDoAreNamed() {
    CrashPoints points = new CrashPoints(Set.of("event-handled", "nowhere"), NAMES);

    assertThatIllegalStateException()
        .isThrownBy(() -> points.check(new StartupEvent()))
        .withMessage(
            "Set tenantry.crash.at, which is for tests only, to some of:"
                + " event-handled, job-taken");
  }

  @Test
  void nothingHappensWithoutTheSetting() {
    CrashPoints points = new CrashPoints(Set.of(), NAMES);

    assertThatCode(
            () -> {
              points.check(new StartupEvent());
              points.reach(MessagingPoint.EVENT_HANDLED);
              points.reachAfter(Commit.JOB_TAKEN);
            })
        .doesNotThrowAnyException();
  }

  /** What a service commits. */
  private enum Commit {
    JOB_TAKEN
  }

  /** A process that is to die. */
  static final class Victim {

    public static void main(String... arguments) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("hook")));
      CrashPoints points = new CrashPoints(Set.of("job-taken"), NAMES);
      points.reach(MessagingPoint.EVENT_HANDLED);
      System.out.println("passed event-handled");
      points.reachAfter(Commit.JOB_TAKEN);
      System.out.println("too far");
    }
  }
}
