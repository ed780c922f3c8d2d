package io.tenantry.registry.domain;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What the registry answered a job, kept so that a repeated request gets the same answer, and the
 * promise that goes with it until the job ends.
 */
public record Reservation(
    UUID jobId,
    String tenantId,
    State state,
    List<ReservedItem> items,
    String code,
    String explanation,
    Instant answeredAt) {

  /** Where the promise stands. */
  public enum State {
    /** The versions stay installable. */
    RESERVED,
    /** There was no plan. */
    REJECTED,
    /** The job succeeded; the versions are in use. */
    SETTLED,
    /** The job failed or was rejected, maybe before it had a plan; nothing is kept for it. */
    RELEASED
  }

  public Reservation {
    items = List.copyOf(items);
  }

  public static Reservation of(UUID jobId, String tenantId, List<ReservedItem> items, Instant now) {
    return new Reservation(jobId, tenantId, State.RESERVED, items, "", "", now);
  }

  public static Reservation rejected(
      UUID jobId, String tenantId, PlanOutcome.NoPlan reason, Instant now) {
    return new Reservation(
        jobId, tenantId, State.REJECTED, List.of(), reason.code(), reason.explanation(), now);
  }

  /** For a job that is over and whose request may still come; nothing is promised to it then. */
  public static Reservation neverMade(UUID jobId, String tenantId, Instant now) {
    return new Reservation(jobId, tenantId, State.RELEASED, List.of(), "", "", now);
  }

  public boolean isOpen() {
    return state == State.RESERVED;
  }

  /** Whether the job is over, so that nobody waits for an answer. */
  public boolean isOver() {
    return state == State.SETTLED || state == State.RELEASED;
  }

  public Reservation settled() {
    return with(State.SETTLED);
  }

  public Reservation released() {
    return with(State.RELEASED);
  }

  private Reservation with(State next) {
    return new Reservation(jobId, tenantId, next, items, code, explanation, answeredAt);
  }

  /** One version of the plan. */
  public record ReservedItem(ModuleName module, Version version, InstalledAs installedAs) {}
}
