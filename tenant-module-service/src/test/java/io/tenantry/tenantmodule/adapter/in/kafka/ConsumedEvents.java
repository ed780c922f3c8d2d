package io.tenantry.tenantmodule.adapter.in.kafka;

import io.tenantry.messaging.intake.EventRoutes;
import io.tenantry.tenantmodule.application.job.ApprovePlan;
import io.tenantry.tenantmodule.application.job.NoteCompletion;
import io.tenantry.tenantmodule.application.job.NoteFailure;
import io.tenantry.tenantmodule.application.job.NoteProgress;
import io.tenantry.tenantmodule.application.keptdata.NotePurge;
import io.tenantry.tenantmodule.application.tenant.NoteProvisioning;

/** What the service does with events, for tests without a broker. */
public final class ConsumedEvents {

  private ConsumedEvents() {}

  public static EventRoutes ofTheRegistry(ApprovePlan approvePlan) {
    return new PlanRoutes(approvePlan).routes();
  }

  public static EventRoutes ofTheInstaller(
      NoteProvisioning provisioning,
      NoteProgress progress,
      NoteCompletion completion,
      NoteFailure failure,
      NotePurge purge) {
    return new InstallationRoutes(provisioning, progress, completion, failure, purge).routes();
  }
}
