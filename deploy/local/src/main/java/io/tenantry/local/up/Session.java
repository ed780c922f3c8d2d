package io.tenantry.local.up;

import io.tenantry.local.platform.Platform;
import io.tenantry.local.platform.PlatformOptions;
import io.tenantry.local.platform.Servers;
import io.tenantry.testkit.infrastructure.TemporaryDirectory;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/**
 * A platform with everything that has to go when it stops, last first. Ctrl-C and SIGTERM stop it
 * at any time, even while it is being started.
 */
public final class Session implements AutoCloseable {

  private final Deque<Runnable> toStop = new ArrayDeque<>();
  private final CountDownLatch startEnded = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread starter = Thread.currentThread();
  private final Path directory;
  private final Screen screen;
  private volatile boolean stopping;
  private boolean dataIsNeeded = true;
  private Platform platform;

  private Session(Path directory, Screen screen) {
    this.directory = directory;
    this.screen = screen;
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
  }

  /** Keeps its data in a directory, which stays. */
  public static Session in(Path directory, Screen screen) {
    return new Session(directory.toAbsolutePath(), screen);
  }

  /** Keeps its data in a new directory, which goes at the end unless somebody may need its logs. */
  public static Session inTemporaryDirectory(Screen screen) {
    TemporaryDirectory temporary = TemporaryDirectory.create();
    Session session = new Session(temporary.path(), screen);
    session.toStop.push(
        () -> {
          if (session.dataIsNeeded) {
            screen.line("Logs and data are left in " + temporary.path());
          } else {
            temporary.close();
          }
        });
    return session;
  }

  /** Starts everything; what was started is stopped again when something fails. */
  public void start(Function<Path, PlatformOptions> options) {
    try {
      DirectoryLock lock = DirectoryLock.take(directory);
      toStop.push(lock::close);
      PlatformOptions chosen = options.apply(directory);
      chosen.requireFreePorts();
      screen.step("Starting PostgreSQL, Kafka and Apicurio Registry");
      Servers servers = Servers.embedded(directory);
      toStop.push(servers::close);
      screen.step("Starting registry, tenant-module and installer service");
      platform = Platform.start(chosen, servers);
      toStop.push(platform::stopServices);
    } finally {
      startEnded.countDown();
    }
  }

  public Platform platform() {
    return platform;
  }

  public Path directory() {
    return directory;
  }

  /** Nobody will want to look into a temporary directory: all went well. */
  public void dataIsNotNeeded() {
    dataIsNeeded = false;
  }

  /** Waits until the process is asked to end. */
  void awaitStop() throws InterruptedException {
    stopped.await();
  }

  /** Whether the process was asked to end. */
  public boolean isStopping() {
    return stopping;
  }

  @Override
  public synchronized void close() {
    try {
      stopAll();
    } finally {
      stopped.countDown();
    }
  }

  private void stopAll() {
    while (!toStop.isEmpty()) {
      Runnable stop = toStop.pop();
      try {
        stop.run();
      } catch (RuntimeException e) {
        screen.line("Not everything could be stopped: " + e);
      }
    }
  }

  private void stop() {
    stopping = true;
    if (startEnded.getCount() > 0) {
      starter.interrupt();
    }
    try {
      startEnded.await();
      close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
