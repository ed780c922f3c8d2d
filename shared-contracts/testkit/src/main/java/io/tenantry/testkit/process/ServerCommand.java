package io.tenantry.testkit.process;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How a server is started.
 *
 * @param name what people call it
 * @param command program and arguments
 * @param environment what is added to this process's environment
 * @param directory working directory
 * @param log file that receives standard output and standard error, appended
 */
public record ServerCommand(
    String name, List<String> command, Map<String, String> environment, Path directory, Path log) {

  /** The same command in an environment to which that is added. */
  public ServerCommand with(Map<String, String> further) {
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(further);
    return new ServerCommand(name, command, all, directory, log);
  }
}
