package io.tenantry.installer.domain.participant;

/** Where a request to a module's own service is. */
public enum RequestState {
  /** It is to be made. */
  DUE,
  /** An answer is waited for. */
  ASKED,
  COMPLETED,
  REFUSED,
  /** Nobody knows what became of it. */
  UNANSWERED,
  /** An answer about its undo is waited for. */
  UNDO_ASKED,
  UNDONE,
  UNDO_REFUSED,
  /** Nobody knows what became of its undo. */
  UNDO_UNANSWERED,
  /** An operator has cleaned up. */
  SETTLED;

  /** Whether an answer is waited for. */
  public boolean isOpen() {
    return this == ASKED || this == UNDO_ASKED;
  }

  /** Whether somebody wants it undone, or has settled that. */
  boolean isOnTheWayBack() {
    return ordinal() >= UNDO_ASKED.ordinal();
  }
}
