package io.tenantry.messaging.crash;

import java.util.List;
import java.util.Set;

/** Workers that die within a test's own process. */
public final class DyingWorkers {

  private DyingWorkers() {}

  /** Dies at that point; the last breath takes with it what the death of a process would take. */
  public static CrashPoints at(CrashPoint point, Runnable lastBreath) {
    return new CrashPoints(Set.of(), List.of()) {
      @Override
      public void reach(CrashPoint reached) {
        if (reached == point) {
          lastBreath.run();
          throw new Death(point);
        }
      }
    };
  }

  /** The worker is no more. */
  public static final class Death extends Error {

    private static final long serialVersionUID = 1L;

    Death(CrashPoint point) {
      super(point.label());
    }
  }
}
