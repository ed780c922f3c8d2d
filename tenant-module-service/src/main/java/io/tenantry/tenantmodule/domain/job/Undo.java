package io.tenantry.tenantmodule.domain.job;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How far a job is undone.
 *
 * @param deadline when the undo has to be over; empty as long as none has begun
 * @param undone in the order in which it was
 * @param remaining in the order in which it should be; told when an undo fails
 */
public record Undo(Optional<Instant> deadline, List<Step> undone, List<Remaining> remaining) {

  public static final Undo NOT_BEGUN = new Undo(Optional.empty(), List.of(), List.of());

  public Undo {
    undone = List.copyOf(undone);
    remaining = List.copyOf(remaining);
  }

  /** What the installer tells of an undo that has ended. */
  public static Undo report(List<Step> undone, List<Remaining> remaining) {
    return new Undo(Optional.empty(), undone, remaining);
  }

  Undo until(Instant newDeadline) {
    return new Undo(Optional.of(newDeadline), undone, remaining);
  }

  Undo told(Undo report) {
    return new Undo(deadline, report.undone, report.remaining);
  }

  /** Nothing remains; what earlier attempts have undone counts too. */
  Undo completed(List<Step> steps) {
    Set<Step> all = new LinkedHashSet<>(undone);
    all.addAll(steps);
    return new Undo(deadline, List.copyOf(all), List.of());
  }

  /** A step of the job. */
  public record Step(String module, String version, String step) {}

  /**
   * A step that is not undone.
   *
   * @param detail why its undo failed, or that it was not tried
   * @param commands that undo it, in order, ready to be pasted
   */
  public record Remaining(Step step, String detail, List<String> commands) {

    public Remaining {
      commands = List.copyOf(commands);
    }
  }
}
