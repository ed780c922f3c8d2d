package io.tenantry.installer.application.job;

import io.smallrye.mutiny.Uni;
import io.tenantry.installer.domain.task.StepOutcome;
import java.util.List;
import java.util.Optional;

/** The module's own service takes leave of a tenant, while the data is still where it was. */
final class Teardown implements StepWork {

  private static final String TORN_DOWN = "torn down";

  private final Participants participants;

  Teardown(Participants participants) {
    this.participants = participants;
  }

  @Override
  public StepOutcome perform(StepContext context) {
    return participants
        .asked(context)
        .map(asked -> Optional.of(participants.goOn(context, asked, TORN_DOWN)))
        .orElseGet(
            () ->
                participants
                    .inSetup(context)
                    .map(part -> participants.perform(context, part, TORN_DOWN)))
        .orElseGet(() -> new StepOutcome.Done("nothing to do"));
  }

  @Override
  public StepOutcome undo(StepContext context) {
    return participants.undo(context, "as before");
  }

  /** What a service keeps for itself is nothing that commands of the platform reach. */
  @Override
  public Uni<List<String>> remedy(StepContext context) {
    return Uni.createFrom().item(List.of());
  }
}
