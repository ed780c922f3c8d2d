package io.tenantry.testkit.modules;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the project's files from whichever of its directories a process was started in. */
public final class ProjectFiles {

  private ProjectFiles() {}

  /**
   * The project's root.
   *
   * @throws IllegalStateException if the process was started outside of the project
   */
  public static Path root() {
    Path start = Path.of("").toAbsolutePath();
    for (Path directory = start; directory != null; directory = directory.getParent()) {
      if (Files.isDirectory(directory.resolve("shared-contracts").resolve("testkit"))) {
        return directory;
      }
    }
    throw new IllegalStateException(start + " is not inside of the Tenantry project");
  }

  /** Source tree of a module below {@code deploy/modules}, such as {@code digital-card}. */
  public static Path module(String directory) {
    return root().resolve("deploy").resolve("modules").resolve(directory);
  }
}
