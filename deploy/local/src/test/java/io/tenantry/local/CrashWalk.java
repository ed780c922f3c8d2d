package io.tenantry.local;

import io.tenantry.local.platform.ServiceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Lets a service die at each of its crash points. It starts with all that are left, dies at the
 * first that it comes to, and is started again without that one, while the test goes on.
 */
final class CrashWalk implements AutoCloseable {

  private static final String SETTING = "TENANTRY_CRASH_AT";
  private static final Pattern NAMES = Pattern.compile("for tests only, to some of: (.*)");
  private static final Pattern CRASHES = Pattern.compile("crashing at (\\S+)");
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);
  private static final Duration TIME_TO_REFUSE = Duration.ofSeconds(60);

  private final ServiceProcess service;
  private final SortedSet<String> left;
  private final CompletableFuture<Void> keeper;
  private volatile boolean walking = true;

  private CrashWalk(ServiceProcess service, List<String> points) {
    this.service = service;
    this.left = new ConcurrentSkipListSet<>(points);
    this.keeper = CompletableFuture.runAsync(this::keepStarting, work -> new Thread(work).start());
  }

  /** Takes the service over until the walk is closed. */
  static CrashWalk of(ServiceProcess service) {
    service.close();
    return new CrashWalk(service, pointsOf(service));
  }

  /** The points at which it has not died yet. */
  SortedSet<String> left() {
    return left;
  }

  /** Leaves the service running, as it is usually started. */
  @Override
  public void close() {
    walking = false;
    keeper.join();
    service.restart();
  }

  /** A service that is to crash where it cannot says where it can. */
  private static List<String> pointsOf(ServiceProcess service) {
    service.launch(Map.of(SETTING, "?"));
    if (!service.process().endsWithin(TIME_TO_REFUSE)) {
      throw new IllegalStateException(service.name() + " accepts a crash point that is none");
    }
    List<MatchResult> told = NAMES.matcher(log(service)).results().toList();
    return List.of(told.get(told.size() - 1).group(1).split(", "));
  }

  private void keepStarting() {
    while (walking) {
      service.launch(left.isEmpty() ? Map.of() : Map.of(SETTING, String.join(",", left)));
      while (walking && !service.process().endsWithin(BETWEEN_LOOKS)) {
        Thread.onSpinWait();
      }
      if (!service.process().isAlive()) {
        noteCrash();
      }
    }
  }

  private void noteCrash() {
    List<MatchResult> crashes = CRASHES.matcher(log(service)).results().toList();
    if (crashes.isEmpty() || !left.remove(crashes.get(crashes.size() - 1).group(1))) {
      throw new IllegalStateException(
          "%s ended by itself; its log is %s".formatted(service.name(), service.log()));
    }
  }

  private static String log(ServiceProcess service) {
    try {
      return Files.readString(service.log());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
