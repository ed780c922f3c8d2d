package io.tenantry.tenantmodule.adapter.in.rest;

import io.tenantry.tenantmodule.domain.InvalidValue;
import io.tenantry.tenantmodule.domain.job.Resolution;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Decide about a job in MANUAL_INTERVENTION.
 *
 * @param note what was done, for CLEANED_UP and only there; it is audited
 */
record ResolutionRequest(
    @NotNull Action action,
    @Size(max = 2_000)
        @WithoutNul
        @Schema(examples = "Dropped schema digital_card by hand, see ticket 4711.")
        String note) {

  /** What to do. */
  enum Action {
    UNDO_AGAIN,
    CLEANED_UP
  }

  Resolution toResolution() {
    if (action == Action.CLEANED_UP) {
      return new Resolution.CleanedUp(Optional.ofNullable(note).orElse(""));
    }
    if (note != null) {
      throw new InvalidValue("a note belongs to CLEANED_UP");
    }
    return new Resolution.UndoAgain();
  }
}
