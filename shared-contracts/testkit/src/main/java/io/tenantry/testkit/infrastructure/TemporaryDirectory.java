package io.tenantry.testkit.infrastructure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A new directory that goes, with everything in it, when it is closed. */
public record TemporaryDirectory(Path path) implements AutoCloseable {

  public static TemporaryDirectory create() {
    try {
      return new TemporaryDirectory(Files.createTempDirectory("tenantry-"));
    } catch (IOException e) {
      throw new UncheckedIOException("no temporary directory", e);
    }
  }

  @Override
  public void close() {
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(path + " could not be removed", e);
    }
  }
}
