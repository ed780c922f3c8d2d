package io.tenantry.local.faults;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.tenantry.local.platform.PlatformOptions;
import io.tenantry.local.platform.ServiceProcess;
import io.tenantry.local.up.CallersDirectory;
import io.tenantry.local.up.Screen;
import io.tenantry.local.up.Session;
import io.tenantry.testkit.infrastructure.TemporaryDirectory;
import io.tenantry.testkit.process.ServerDidNotStart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command behind {@code deploy/fault-run}. */
@Command(
    name = "deploy/fault-run",
    sortOptions = false,
    usageHelpWidth = 100,
    description = {
      "Starts the whole platform on free ports, installs DigitalCard for many tenants (a module that"
          + " fails for one in ten) and upgrades every second of them (some to a version that fails)"
          + " while a random service is killed with SIGKILL again and again, and checks that nothing"
          + " is lost, stuck or applied twice and that every database is that of a run without"
          + " faults.",
      ""
    },
    footer = {"", "Exit codes: 0 passed, 1 failed, 2 the command is wrong or nothing could start."})
public final class FaultRunCommand implements Callable<Integer> {

  private static final int NOT_STARTED = 2;
  private static final int CUSTOMERS = 80;
  private static final Duration SETTLING = Duration.ofMinutes(5);

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Tell this.")
  private boolean help;

  @Option(names = "--tenants", paramLabel = "N", defaultValue = "600")
  private int tenants;

  @Option(names = "--seed", paramLabel = "N", description = "Repeats the kills of another run.")
  private Long seed;

  @Option(names = "--kill-every", paramLabel = "SECONDS", defaultValue = "2-5")
  private KillInterval killEvery;

  @Option(
      names = "--limit",
      paramLabel = "MINUTES",
      defaultValue = "120",
      description = "Kill nothing any more after that time.")
  private int limit;

  @Option(names = "--report", paramLabel = "FILE", description = "Write the result there as JSON.")
  private Path report;

  public static void main(String[] arguments) {
    CommandLine command =
        new CommandLine(new FaultRunCommand())
            .registerConverter(KillInterval.class, KillInterval::parse)
            .setExecutionExceptionHandler((failure, line, result) -> tell(failure));
    System.exit(command.execute(arguments));
  }

  @Override
  public Integer call() {
    Screen screen = Screen.ofThisProcess();
    FaultPlan plan =
        new FaultPlan(
            tenants,
            Optional.ofNullable(seed).orElseGet(() -> (long) new Random().nextInt(1_000_000)),
            killEvery,
            CUSTOMERS,
            Duration.ofMinutes(limit),
            SETTLING);
    try (Session session = Session.inTemporaryDirectory(screen);
        TemporaryDirectory modules = TemporaryDirectory.create()) {
      session.start(PlatformOptions::onFreePorts);
      screen.step("Preparing the services to start faster");
      session.platform().services().forEach(ServiceProcess::rememberClasses);
      session.platform().services().forEach(ServiceProcess::awaitReady);
      FaultReport result =
          new FaultRun(session.platform(), plan, modules.path(), screen::step).run();
      screen.line("");
      result.lines().forEach(screen::line);
      Optional.ofNullable(report).ifPresent(file -> write(result, file));
      if (result.passed()) {
        session.dataIsNotNeeded();
      }
      return result.passed() ? 0 : 1;
    }
  }

  private static void write(FaultReport result, Path file) {
    Path target = CallersDirectory.resolve(file);
    try {
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .writeValue(target.toFile(), result.document());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + target, e);
    }
  }

  private static int tell(Exception failure) {
    boolean expected = failure instanceof ServerDidNotStart;
    System.err.println(
        "deploy/fault-run: " + (expected ? failure.getMessage() : failure.toString()));
    return NOT_STARTED;
  }
}
