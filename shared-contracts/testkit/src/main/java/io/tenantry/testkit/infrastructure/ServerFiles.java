package io.tenantry.testkit.infrastructure;

import io.tenantry.testkit.modules.ProjectFiles;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the build of this module puts aside for servers that run in processes of their own. */
final class ServerFiles {

  private static final Path IN_PROJECT = Path.of("shared-contracts", "testkit", "target");

  private ServerFiles() {}

  static Path kafkaClassPath() {
    return existing("kafka.classpath");
  }

  static Path apicurioDirectory() {
    return existing("apicurio");
  }

  static Path postgresBinaries(int majorVersion) {
    return existing("postgres-" + majorVersion + ".jar");
  }

  /** Where PostgreSQL is unpacked to; not shared between users of the machine. */
  static Path postgresDirectory() {
    return target().resolve("servers").resolve("postgres");
  }

  private static Path existing(String name) {
    Path file = target().resolve("servers").resolve(name);
    if (Files.notExists(file)) {
      throw new IllegalStateException(
          file + " is missing; run ./mvnw -pl shared-contracts/testkit -am package -DskipTests");
    }
    return file;
  }

  /** Build directory of the testkit: beside this class, or in the project we were started in. */
  private static Path target() {
    Path home = codeLocation().getParent();
    if (Files.isDirectory(home.resolve("servers"))) {
      return home;
    }
    return ProjectFiles.root().resolve(IN_PROJECT);
  }

  private static Path codeLocation() {
    try {
      return Path.of(ServerFiles.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the testkit's own location is no path", e);
    }
  }
}
