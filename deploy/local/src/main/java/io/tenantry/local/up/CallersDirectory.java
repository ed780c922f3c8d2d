package io.tenantry.local.up;

import java.nio.file.Path;

/** Where the command was called, which is where paths on its command line begin. */
public final class CallersDirectory {

  private static final Path DIRECTORY = Path.of(System.getProperty("tenantry.started-in", ""));

  private CallersDirectory() {}

  public static Path resolve(Path path) {
    return DIRECTORY.resolve(path);
  }
}
