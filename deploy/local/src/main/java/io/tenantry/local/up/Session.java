package io.tenantry.local.up;

import io.tenantry.local.platform.CannotStart;
import io.tenantry.local.platform.Platform;
import io.tenantry.local.platform.PlatformOptions;
import io.tenantry.local.platform.Servers;
import io.tenantry.testkit.infrastructure.TemporaryDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** A running platform with everything that has to go when it stops, last first. */
final class Session implements AutoCloseable {

  private static final String LOCK = "lock";

  private final Deque<Runnable> toStop = new ArrayDeque<>();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Path directory;
  private Platform platform;
  private boolean closed;

  private Session(Path directory) {
    this.directory = directory;
  }

  /** Starts everything; what was started is stopped again when something fails, or on Ctrl-C. */
  static Session start(
      Path data,
      Up.Ports ports,
      Integer registryPort,
      Integer tenantModulePort,
      Integer installerPort,
      Screen screen) {
    Optional<TemporaryDirectory> temporary =
        data == null ? Optional.of(TemporaryDirectory.create()) : Optional.empty();
    Path directory = temporary.map(TemporaryDirectory::path).orElse(data).toAbsolutePath();
    Session session = new Session(directory);
    Runtime.getRuntime().addShutdownHook(new Thread(session::close, "stop"));
    try {
      session.lock();
      screen.step("Starting PostgreSQL, Kafka and Apicurio Registry");
      Servers servers = Servers.embedded(directory);
      session.toStop.push(servers::close);
      screen.step("Starting registry, tenant-module and installer service");
      PlatformOptions defaults = defaults(directory, ports);
      session.platform =
          Platform.start(
              new PlatformOptions(
                  directory,
                  Optional.ofNullable(registryPort).orElse(defaults.registryPort()),
                  Optional.ofNullable(tenantModulePort).orElse(defaults.tenantModulePort()),
                  Optional.ofNullable(installerPort).orElse(defaults.installerPort())),
              servers);
      session.toStop.push(session.platform::stopServices);
      temporary.ifPresent(directoryToGo -> session.toStop.addLast(directoryToGo::close));
      return session;
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
  }

  Platform platform() {
    return platform;
  }

  Path directory() {
    return directory;
  }

  /** Waits until the process is asked to end. */
  void awaitStop() throws InterruptedException {
    stopped.await();
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    while (!toStop.isEmpty()) {
      toStop.pop().run();
    }
    stopped.countDown();
  }

  /** Two launchers in one directory would destroy each other's data. */
  private void lock() {
    Path file = directory.resolve(LOCK);
    try {
      Files.createDirectories(directory);
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = tryLock(channel);
      if (lock == null) {
        throw new CannotStart(
            "Another deploy/up runs in %s; stop it, or choose another directory with --data"
                .formatted(directory));
      }
      toStop.push(() -> release(channel, file));
    } catch (IOException e) {
      throw new CannotStart("The directory %s cannot be used: %s".formatted(directory, e));
    }
  }

  private static FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static void release(FileChannel channel, Path file) {
    try {
      channel.close();
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot release " + file, e);
    }
  }

  private static PlatformOptions defaults(Path directory, Up.Ports ports) {
    return ports == Up.Ports.AUTO
        ? PlatformOptions.onFreePorts(directory)
        : new PlatformOptions(
            directory,
            PlatformOptions.REGISTRY_PORT,
            PlatformOptions.TENANT_MODULE_PORT,
            PlatformOptions.INSTALLER_PORT);
  }
}
