package io.tenantry.testkit.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A server in a process of its own, which can be stopped, killed and frozen. */
public final class ServerProcess implements AutoCloseable {

  private static final Duration TIME_TO_STOP = Duration.ofSeconds(20);
  private static final Duration POLL = Duration.ofMillis(50);

  private final ServerCommand command;
  private final Process process;

  private ServerProcess(ServerCommand command, Process process) {
    this.command = command;
    this.process = process;
  }

  public static ServerProcess start(ServerCommand command) {
    try {
      Files.createDirectories(command.log().getParent());
      ProcessBuilder builder =
          new ProcessBuilder(command.command())
              .directory(command.directory().toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(command.log().toFile()));
      builder.environment().putAll(command.environment());
      return new ServerProcess(command, builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(command.name() + " could not be started", e);
    }
  }

  /**
   * Waits until the server answers. A process that does not is gone afterwards.
   *
   * @throws ServerDidNotStart if it ends before, or takes longer than that
   */
  public void awaitReady(Duration limit, BooleanSupplier ready) {
    try {
      look(limit, ready);
    } catch (RuntimeException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /**
   * With what the process has ended.
   *
   * @throws IllegalThreadStateException if it has not
   */
  public int exitCode() {
    return process.exitValue();
  }

  public long pid() {
    return process.pid();
  }

  /** Asks the process to end (SIGTERM) and kills it when it does not within 20 seconds. */
  public void stop() {
    stop(TIME_TO_STOP);
  }

  /** Asks the process to end (SIGTERM) and kills it when it takes longer than that. */
  public void stop(Duration limit) {
    process.destroy();
    if (!endsWithin(limit)) {
      kill();
    }
  }

  /** Ends the process at once (SIGKILL). */
  public void kill() {
    process.destroyForcibly();
    if (!endsWithin(TIME_TO_STOP)) {
      throw new IllegalStateException(command.name() + " survived SIGKILL");
    }
  }

  /** Freezes the process (SIGSTOP). */
  public void freeze() {
    signal("STOP");
  }

  /** Wakes a frozen process (SIGCONT). */
  public void wake() {
    signal("CONT");
  }

  @Override
  public void close() {
    stop();
  }

  private void look(Duration limit, BooleanSupplier ready) {
    long end = System.nanoTime() + limit.toNanos();
    while (!ready.getAsBoolean()) {
      if (!process.isAlive()) {
        throw new ServerDidNotStart(
            command.name(), "ended with code " + process.exitValue(), command.log());
      }
      if (System.nanoTime() > end) {
        throw new ServerDidNotStart(
            command.name(), "was not ready after " + limit.toSeconds() + " s", command.log());
      }
      Pause.of(POLL);
    }
  }

  /**
   * Whether the process is gone before that time has passed. An interrupt does not cut the wait:
   * whoever stops a process needs it gone.
   */
  public boolean endsWithin(Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    boolean interrupted = Thread.interrupted();
    try {
      while (true) {
        try {
          return process.waitFor(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void signal(String name) {
    try {
      Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start();
      if (kill.waitFor() != 0) {
        throw new IllegalStateException("SIG" + name + " did not reach " + command.name());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while signalling " + command.name(), e);
    }
  }
}
