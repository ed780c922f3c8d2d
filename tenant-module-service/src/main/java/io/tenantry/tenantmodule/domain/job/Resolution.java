package io.tenantry.tenantmodule.domain.job;

import io.tenantry.tenantmodule.domain.InvalidValue;

/** What an operator decides about a job whose undo failed. */
public sealed interface Resolution {

  /** The installer should try again. */
  record UndoAgain() implements Resolution {}

  /**
   * There is nothing left to undo.
   *
   * @param note what the operator did, at most 2,000 characters
   */
  record CleanedUp(String note) implements Resolution {

    private static final int LONGEST = 2_000;

    public CleanedUp {
      if (note.isBlank() || note.length() > LONGEST || note.indexOf('\0') >= 0) {
        throw new InvalidValue(
            "a note says what was cleaned up, in 1 to " + LONGEST + " characters without NUL");
      }
    }
  }
}
