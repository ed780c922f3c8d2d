package io.tenantry.testkit.process;

import java.nio.file.Path;
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
    String name, List<String> command, Map<String, String> environment, Path directory, Path log) {}
