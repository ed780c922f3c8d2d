package io.tenantry.local;

import io.tenantry.local.platform.ServiceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Lets a service die at each of its crash points. It starts with all that are left, dies at the
 * first that it comes to, and is started again without that one, while the test goes on.
 */
final class CrashWalk implements AutoCloseable {

  private static final String SETTING = "TENANTRY_CRASH_AT";
  private static final int ONE_IN = 9;
  private static final String JVM_OPTIONS = "JAVA_TOOL_OPTIONS";
  private static final Pattern NAMES = Pattern.compile("for tests only, to some of: (.*)");
  private static final Pattern CRASHES = Pattern.compile("crashing at (\\S+)");
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);
  private static final Duration TIME_TO_REFUSE = Duration.ofMinutes(5);

  private final ServiceProcess service;
  private final Path classes;
  private final SortedSet<String> left;
  private final CompletableFuture<Void> keeper;
  private volatile boolean walking = true;

  private CrashWalk(ServiceProcess service) {
    this.service = service;
    this.classes = service.log().resolveSibling(service.name() + ".jsa");
    this.left = new ConcurrentSkipListSet<>(chosen(points()));
    this.keeper = CompletableFuture.runAsync(this::keepStarting, CrashWalk::inBackground);
  }

  /** All of them take minutes; the build takes every ninth, in the order of their names. */
  private static List<String> chosen(List<String> points) {
    if (System.getProperty("crash-points", "").equals("all")) {
      return points;
    }
    List<String> sorted = points.stream().sorted().toList();
    return IntStream.range(0, sorted.size())
        .filter(index -> index % ONE_IN == 0)
        .mapToObj(sorted::get)
        .toList();
  }

  /** Takes the service over until the walk is closed. */
  static CrashWalk of(ServiceProcess service) {
    service.close();
    return new CrashWalk(service);
  }

  /** The points at which it has not died yet. */
  SortedSet<String> left() {
    return left;
  }

  /**
   * Makes sure that the service dies at crash points only.
   *
   * @throws java.util.concurrent.CompletionException when it ended by itself
   */
  void check() {
    if (keeper.isCompletedExceptionally()) {
      keeper.join();
    }
  }

  /** Lets the service be. */
  void end() {
    walking = false;
  }

  /** Leaves the service running, as it is usually started. */
  @Override
  public void close() {
    end();
    keeper.handle((done, failure) -> done).join();
    service.restart();
  }

  /**
   * A service that is told to crash where it cannot says where it can. This start also writes down
   * the classes that it has loaded, so that the many that follow are quicker.
   */
  private List<String> points() {
    service.launch(
        Map.of(SETTING, "?", JVM_OPTIONS, "-Xlog:cds=off -XX:ArchiveClassesAtExit=" + classes));
    if (!service.process().endsWithin(TIME_TO_REFUSE)) {
      throw new IllegalStateException(service.name() + " accepts a crash point that is none");
    }
    List<MatchResult> told = NAMES.matcher(log()).results().toList();
    if (told.isEmpty()) {
      throw new IllegalStateException("no crash points are named in " + service.log());
    }
    return List.of(told.get(told.size() - 1).group(1).split(", "));
  }

  private void keepStarting() {
    while (walking) {
      service.launch(settings());
      boolean ended = false;
      while (walking && !ended) {
        ended = service.process().endsWithin(BETWEEN_LOOKS);
      }
      if (ended) {
        noteCrash();
      }
    }
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    settings.put(JVM_OPTIONS, "-XX:SharedArchiveFile=" + classes);
    if (!left.isEmpty()) {
      settings.put(SETTING, String.join(",", left));
    }
    return settings;
  }

  private void noteCrash() {
    List<MatchResult> crashes = CRASHES.matcher(log()).results().toList();
    if (crashes.isEmpty() || !left.remove(crashes.get(crashes.size() - 1).group(1))) {
      throw new IllegalStateException(
          "%s ended by itself; its log is %s".formatted(service.name(), service.log()));
    }
  }

  private static void inBackground(Runnable work) {
    Thread thread = new Thread(work, "crash-walk");
    thread.setDaemon(true);
    thread.start();
  }

  private String log() {
    try {
      return Files.readString(service.log());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
