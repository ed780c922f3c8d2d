package io.tenantry.local.module;

import io.tenantry.local.client.UnexpectedAnswer;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command behind {@code deploy/tenantry}. */
@Command(
    name = "deploy/tenantry",
    sortOptions = false,
    usageHelpWidth = 100,
    subcommands = ModuleCommand.class,
    description = {"Works with a platform that is running somewhere.", ""},
    footer = {
      "",
      "Exit codes: 0 done, 1 the module has problems, 2 the command is wrong or the registry cannot"
          + " be asked."
    })
public final class Tenantry {

  static final int PROBLEMS = 1;
  private static final int NOT_DONE = 2;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Tell this.")
  private boolean help;

  public static void main(String[] arguments) {
    CommandLine command =
        new CommandLine(new Tenantry())
            .setExecutionExceptionHandler((failure, line, result) -> tell(failure));
    System.exit(command.execute(arguments));
  }

  private static int tell(Exception failure) {
    boolean expected =
        failure instanceof CannotDo
            || failure instanceof UnexpectedAnswer
            || failure instanceof UncheckedIOException;
    System.err.println("deploy/tenantry: " + (expected ? failure.getMessage() : failure));
    return NOT_DONE;
  }
}
