package io.tenantry.installer.application.job;

import io.tenantry.installer.application.Claim;
import io.tenantry.installer.application.port.Migrator;
import io.tenantry.installer.domain.database.DatabaseRef;
import io.tenantry.installer.domain.kept.KeptData;
import io.tenantry.installer.domain.plan.PlanItem;
import io.tenantry.installer.domain.task.Step;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** What a step works on. */
record StepContext(Claim claim, Step step, DatabaseRef tenantDatabase) {

  PlanItem item() {
    return step.item();
  }

  /** The kept data that is put back. */
  KeptData restored() {
    return new KeptData(item().restores().orElseThrow(), item().module());
  }

  /** A run of this step in the tenant's database, under the task's own fence. */
  Migrator.Run tenantRun() {
    return run(tenantDatabase, claim.fence());
  }

  /** A run that takes this step back in the tenant's database. */
  Migrator.Run undoOfTenantRun() {
    return undoOf(tenantDatabase, claim.fence());
  }

  /** A run that takes this step back in some database. */
  Migrator.Run undoOf(DatabaseRef database, long fence) {
    return run("/undo", database, fence);
  }

  /** A run of this step in some database; its id is the same for every attempt. */
  Migrator.Run run(DatabaseRef database, long fence) {
    return run("", database, fence);
  }

  private Migrator.Run run(String kind, DatabaseRef database, long fence) {
    String name = claim.taskId() + "/" + item().module() + "/" + step.name().label() + kind;
    return new Migrator.Run(
        UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)),
        database,
        item().module(),
        fence,
        item().requires());
  }
}
