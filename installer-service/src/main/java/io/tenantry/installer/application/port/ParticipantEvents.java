package io.tenantry.installer.application.port;

import io.smallrye.mutiny.Uni;
import io.tenantry.installer.application.participant.Question;
import java.time.Instant;

/** What modules' own services are told; each becomes part of the current unit of work. */
public interface ParticipantEvents {

  Uni<Void> setupRequested(Question question, Instant deadline);

  Uni<Void> undoRequested(Question question, Instant deadline);
}
