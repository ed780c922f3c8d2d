package io.tenantry.installer.adapter.out.messaging;

import io.tenantry.installer.application.port.JobEvents;
import io.tenantry.installer.application.port.ParticipantEvents;
import io.tenantry.installer.application.port.RuntimeSecrets;
import io.tenantry.installer.application.port.TenantEvents;
import io.tenantry.messaging.outbox.Outbox;
import java.time.Clock;

/** The events that the service publishes, for tests without a container. */
public final class PublishedEvents {

  private PublishedEvents() {}

  public static JobEvents aboutJobs(Outbox outbox, Clock clock) {
    return new OutboxJobEvents(outbox, new EventMapper(new NamedSecrets()), clock);
  }

  public static TenantEvents aboutTenants(Outbox outbox, Clock clock) {
    return new OutboxTenantEvents(outbox, clock);
  }

  public static ParticipantEvents toParticipants(Outbox outbox) {
    return new OutboxParticipantEvents(outbox, new EventMapper(new NamedSecrets()));
  }

  /** A store without passwords; nobody asks for one here. */
  private static final class NamedSecrets implements RuntimeSecrets {

    @Override
    public Secret ensure(String server, String role) {
      throw new UnsupportedOperationException("events carry no passwords");
    }

    @Override
    public String reference(String server, String role) {
      return "secret:" + server + "/" + role;
    }
  }
}
