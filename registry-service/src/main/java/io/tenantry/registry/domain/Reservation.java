package io.tenantry.registry.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What the registry answered a job, kept so that a repeated request gets the same answer, and the
 * promise that goes with it until the job ends.
 *
 * @param unused modules that the plan leaves without a need for them, in removal order
 * @param approved whether the job was approved, as far as is known
 * @param deadline when the whole job has to be over
 */
public record Reservation(
    UUID jobId,
    String tenantId,
    State state,
    List<ReservedItem> items,
    List<ModuleName> unused,
    String code,
    String explanation,
    boolean approved,
    Instant deadline,
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
    RELEASED,
    /** Nobody ever approved the job, and its deadline is long over; nothing is kept for it. */
    EXPIRED
  }

  public Reservation {
    items = List.copyOf(items);
    unused = List.copyOf(unused);
  }

  public static Reservation of(
      UUID jobId,
      String tenantId,
      List<ReservedItem> items,
      List<ModuleName> unused,
      Instant deadline,
      Instant now) {
    return new Reservation(
        jobId, tenantId, State.RESERVED, items, unused, "", "", false, deadline, now);
  }

  public static Reservation rejected(UUID jobId, String tenantId, PlanRefusal reason, Instant now) {
    return new Reservation(
        jobId,
        tenantId,
        State.REJECTED,
        List.of(),
        List.of(),
        reason.code(),
        reason.explanation(),
        false,
        now,
        now);
  }

  /** For a job that is over and whose request may still come; nothing is promised to it then. */
  public static Reservation neverMade(UUID jobId, String tenantId, Instant now) {
    return new Reservation(
        jobId, tenantId, State.RELEASED, List.of(), List.of(), "", "", false, now, now);
  }

  public boolean isOpen() {
    return state == State.RESERVED;
  }

  /** Whether the job is over, so that nobody waits for an answer. */
  public boolean isOver() {
    return state == State.SETTLED || state == State.RELEASED || state == State.EXPIRED;
  }

  /** Whether a success of the job still counts: the sweep may have been too quick. */
  public boolean canBeSettled() {
    return state == State.RESERVED || state == State.EXPIRED;
  }

  /** The tenant service let the job go on; it is known to be running. */
  public Reservation asApproved() {
    return new Reservation(
        jobId, tenantId, state, items, unused, code, explanation, true, deadline, answeredAt);
  }

  public Reservation expired() {
    return with(State.EXPIRED);
  }

  public Reservation settled() {
    return with(State.SETTLED);
  }

  public Reservation released() {
    return with(State.RELEASED);
  }

  private Reservation with(State next) {
    return new Reservation(
        jobId, tenantId, next, items, unused, code, explanation, approved, deadline, answeredAt);
  }

  /** One version of the plan. */
  public record ReservedItem(
      ModuleName module,
      Version version,
      PlanItem.Action action,
      Optional<Version> from,
      InstalledAs installedAs) {}
}
