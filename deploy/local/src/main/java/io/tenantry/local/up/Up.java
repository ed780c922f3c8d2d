package io.tenantry.local.up;

import io.tenantry.local.client.ModuleSource;
import io.tenantry.local.platform.CannotStart;
import io.tenantry.local.platform.PlatformOptions;
import io.tenantry.testkit.process.ServerDidNotStart;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command behind {@code deploy/up}. */
@Command(
    name = "deploy/up",
    sortOptions = false,
    usageHelpWidth = 100,
    description = {
      "Starts Tenantry on this machine, without Docker: PostgreSQL, Kafka, Apicurio Registry and the"
          + " three services. Then it registers and publishes DigitalCard, registers the tenant acme"
          + " and installs DigitalCard for it, and stays up until Ctrl-C.",
      ""
    },
    footer = {
      "",
      "Exit codes: 0 the module is ACTIVE, 1 it is not, 2 the command is wrong or the platform cannot be"
          + " started."
    })
public final class Up implements Callable<Integer> {

  private static final int NOT_STARTED = 2;
  private static final int STOPPED = 130;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Tell this.")
  private boolean help;

  @Option(names = "--once", description = "Exit after the job: 0 when the module is ACTIVE.")
  private boolean once;

  @Option(
      names = "--module",
      paramLabel = "NAME",
      defaultValue = "digital-card",
      description = "Another source tree below deploy/modules, such as digital-card-broken.")
  private String module;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Keep all data here between runs. Without it, everything is in a temporary directory that"
              + " goes at the end.")
  private Path data;

  @Option(
      names = "--ports",
      paramLabel = "auto|fixed",
      defaultValue = "fixed",
      description = "auto: free ports for the services as well; fixed: 8081, 8082 and 8083.")
  private Ports ports;

  @Option(names = "--registry-port", paramLabel = "PORT", description = "Instead of 8081.")
  private Integer registryPort;

  @Option(names = "--tenant-module-port", paramLabel = "PORT", description = "Instead of 8082.")
  private Integer tenantModulePort;

  @Option(names = "--installer-port", paramLabel = "PORT", description = "Instead of 8083.")
  private Integer installerPort;

  public static void main(String[] arguments) {
    CommandLine command =
        new CommandLine(new Up())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionExceptionHandler((failure, line, result) -> tell(failure));
    System.exit(command.execute(arguments));
  }

  @Override
  public Integer call() throws InterruptedException {
    Screen screen = Screen.ofThisProcess();
    ModuleSource source = source();
    try (Session session =
        data == null
            ? Session.inTemporaryDirectory(screen)
            : Session.in(CallersDirectory.resolve(data), screen)) {
      return run(session, source, screen);
    }
  }

  private int run(Session session, ModuleSource source, Screen screen) throws InterruptedException {
    try {
      session.start(this::options);
      boolean active = new MainJob(session.platform(), source, screen).run();
      if (active) {
        session.dataIsNotNeeded();
      }
      new WhereToGoNext(session, source.name(), screen).tell();
      if (!once) {
        screen.line("Running. Press Ctrl-C to stop.");
        session.awaitStop();
      }
      return active ? 0 : 1;
    } catch (RuntimeException e) {
      if (session.isStopping()) {
        session.dataIsNotNeeded();
        return STOPPED;
      }
      throw e;
    }
  }

  private ModuleSource source() {
    try {
      return ModuleSource.of(module);
    } catch (IllegalArgumentException e) {
      throw new CannotStart(e.getMessage());
    }
  }

  private PlatformOptions options(Path directory) {
    PlatformOptions defaults =
        ports == Ports.AUTO
            ? PlatformOptions.onFreePorts(directory)
            : PlatformOptions.onUsualPorts(directory);
    return new PlatformOptions(
        directory,
        Optional.ofNullable(registryPort).orElse(defaults.registryPort()),
        Optional.ofNullable(tenantModulePort).orElse(defaults.tenantModulePort()),
        Optional.ofNullable(installerPort).orElse(defaults.installerPort()),
        defaults.jvm(),
        defaults.settings());
  }

  private static int tell(Exception failure) {
    boolean expected = failure instanceof CannotStart || failure instanceof ServerDidNotStart;
    System.err.println("deploy/up: " + (expected ? failure.getMessage() : failure.toString()));
    return NOT_STARTED;
  }

  /** Where the services listen. */
  enum Ports {
    AUTO,
    FIXED
  }
}
