package io.tenantry.installer.application.port;

import io.smallrye.mutiny.Uni;
import io.tenantry.installer.application.Claim;
import io.tenantry.installer.domain.database.DatabaseRef;
import io.tenantry.installer.domain.task.Failure;
import io.tenantry.installer.domain.task.Step;
import io.tenantry.installer.domain.task.StepState;
import java.util.List;
import java.util.Optional;

/** What the saga is told about jobs; each becomes part of the current unit of work. */
public interface JobEvents {

  Uni<Void> progressed(
      Claim claim, long sequence, Step step, StepState state, int percent, Optional<String> detail);

  Uni<Void> completed(Claim claim, long sequence, DatabaseRef database);

  Uni<Void> failed(Claim claim, long sequence, Optional<Step> step, Failure failure);

  Uni<Void> rolledBack(Claim claim, long sequence, List<Step> undone);

  Uni<Void> rollbackFailed(
      Claim claim, long sequence, List<Step> undone, List<Remaining> remaining);

  /**
   * A step that is not undone.
   *
   * @param remedy commands that undo it, in order
   */
  record Remaining(Step step, String detail, List<String> remedy) {

    public Remaining {
      remedy = List.copyOf(remedy);
    }
  }
}
