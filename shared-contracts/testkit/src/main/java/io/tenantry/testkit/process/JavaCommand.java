package io.tenantry.testkit.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines for servers on the JVM that runs this one. */
public final class JavaCommand {

  /**
   * For servers that live for minutes and should start fast. With the first compiler alone the JVM
   * would set only 48 MiB aside for compiled code, and compile no more when those are full.
   */
  public static final List<String> SMALL_AND_QUICK =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:ReservedCodeCacheSize=240m",
          "-Xshare:auto");

  private JavaCommand() {}

  public static List<String> of(List<String> options, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(arguments);
    return List.copyOf(command);
  }
}
