package io.tenantry.installer.adapter.in.kafka;

import io.tenantry.installer.application.job.InterveneInJob;
import io.tenantry.installer.application.job.TakeJob;
import io.tenantry.installer.application.kept.TakePurge;
import io.tenantry.installer.application.participant.TakeAnswer;
import io.tenantry.installer.application.tenant.TakeTenant;
import io.tenantry.messaging.intake.EventRoutes;

/** What the service does with events, for tests without a broker. */
public final class ConsumedEvents {

  private ConsumedEvents() {}

  public static EventRoutes by(
      TakeTenant takeTenant, TakeJob takeJob, InterveneInJob interveneInJob, TakePurge takePurge) {
    return new JobRoutes(takeTenant, takeJob, interveneInJob, takePurge).routes();
  }

  public static EventRoutes by(TakeAnswer takeAnswer) {
    return new AnswerRoutes(takeAnswer).routes();
  }
}
