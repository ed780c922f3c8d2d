package io.tenantry.messaging.crash;

import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/**
 * Lets tests kill the process with SIGKILL at a named place. Without {@code tenantry.crash.at}
 * nothing ever happens here.
 */
@ApplicationScoped
public class CrashPoints {

  /** What the log says of the place, before the process is gone. */
  public static final String CRASHING_AT = "crashing at ";

  private static final Logger LOG = Logger.getLogger(CrashPoints.class);
  private static final String SETTING = "tenantry.crash.at";

  private final Set<String> chosen;
  private final Set<String> known = new TreeSet<>();
  private final AtomicBoolean crashing = new AtomicBoolean();

  @Inject
  CrashPoints(CrashSettings settings, @All List<CrashPointNames> names) {
    this(settings.at().orElse(Set.of()), names);
  }

  CrashPoints(Set<String> chosen, List<CrashPointNames> names) {
    this.chosen = Set.copyOf(chosen);
    names.forEach(some -> known.addAll(some.names()));
  }

  /** For what is put together without a container: nobody is ever killed. */
  public static CrashPoints none() {
    return new CrashPoints(Set.of(), List.of());
  }

  void check(@Observes @Priority(1) StartupEvent starting) {
    if (!known.containsAll(chosen)) {
      throw new IllegalStateException(
          "Set %s, which is for tests only, to some of: %s"
              .formatted(SETTING, String.join(", ", known)));
    }
    if (!chosen.isEmpty()) {
      LOG.warnf("%s is set, which is for tests only: this process will kill itself", SETTING);
    }
  }

  /** The process ends here, when this is a place where it is to. */
  public void reach(CrashPoint point) {
    if (!chosen.isEmpty()) {
      reach(point.label());
    }
  }

  /** A unit of work of that name has committed. */
  public void reachAfter(Enum<?> commit) {
    if (!chosen.isEmpty()) {
      reach(CrashPoint.after(commit));
    }
  }

  private void reach(String label) {
    if (!chosen.contains(label)) {
      return;
    }
    if (crashing.compareAndSet(false, true)) {
      LOG.warn(CRASHING_AT + label);
      kill();
    }
    while (true) {
      LockSupport.park();
    }
  }

  /** No hook of the JVM runs, nothing is flushed, and no connection is closed by this process. */
  private static void kill() {
    try {
      new ProcessBuilder("kill", "-KILL", Long.toString(ProcessHandle.current().pid())).start();
    } catch (IOException e) {
      throw new UncheckedIOException("the process could not kill itself", e);
    }
  }
}
