package io.tenantry.registry.adapter.in.kafka;

import io.tenantry.messaging.intake.EventRoutes;
import io.tenantry.registry.application.ReservePlan;
import io.tenantry.registry.application.SettleReservation;

/** What the service does with events, for tests without a broker. */
public final class ConsumedEvents {

  private ConsumedEvents() {}

  public static EventRoutes by(ReservePlan reservePlan, SettleReservation settleReservation) {
    return new JobRoutes(reservePlan, settleReservation).routes();
  }
}
