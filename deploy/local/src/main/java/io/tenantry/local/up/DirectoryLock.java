package io.tenantry.local.up;

import io.tenantry.local.platform.CannotStart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The right to use a directory; two launchers in one would destroy each other's data. */
record DirectoryLock(Path file, FileChannel channel) implements AutoCloseable {

  /**
   * Takes the lock; the operating system gives it back when the process dies.
   *
   * @throws CannotStart if another process has it, or the directory cannot be written
   */
  static DirectoryLock take(Path directory) {
    Path file = directory.resolve("lock");
    try {
      Files.createDirectories(directory);
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!isLocked(channel)) {
        channel.close();
        throw new CannotStart(
            "Another deploy/up runs in %s; stop it, or choose another directory with --data"
                .formatted(directory));
      }
      return new DirectoryLock(file, channel);
    } catch (IOException e) {
      throw new CannotStart("The directory %s cannot be used: %s".formatted(directory, e));
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot release " + file, e);
    }
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }
}
