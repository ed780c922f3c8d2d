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
 * @param sequence of the installer's last report; later ones have higher numbers
 */
public record Undo(
    Optional<Instant> deadline, List<Step> undone, List<Remaining> remaining, long sequence) {

  public static final Undo NOT_BEGUN = new Undo(Optional.empty(), List.of(), List.of(), 0);

  public Undo {
    undone = List.copyOf(undone);
    remaining = List.copyOf(remaining);
  }

  /** What the installer tells of an undo that has ended. */
  public static Undo report(List<Step> undone, List<Remaining> remaining, long sequence) {
    return new Undo(Optional.empty(), undone, remaining, sequence);
  }

  /** Whether the report is this one or an older one, which says nothing about an undo after it. */
  public boolean knows(Undo report) {
    return report.sequence <= sequence;
  }

  /** Whether the report says what is known, whenever it was told. */
  public boolean saysTheSameAs(Undo report) {
    return undone.equals(report.undone) && remaining.equals(report.remaining);
  }

  Undo until(Instant newDeadline) {
    return new Undo(Optional.of(newDeadline), undone, remaining, sequence);
  }

  Undo told(Undo report) {
    return new Undo(deadline, report.undone, report.remaining, report.sequence);
  }

  /** Nothing remains; what earlier attempts have undone counts too. */
  Undo completed(List<Step> steps) {
    Set<Step> all = new LinkedHashSet<>(undone);
    all.addAll(steps);
    return new Undo(deadline, List.copyOf(all), List.of(), sequence);
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
