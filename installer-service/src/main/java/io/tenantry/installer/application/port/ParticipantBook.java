package io.tenantry.installer.application.port;

import io.smallrye.mutiny.Uni;
import io.tenantry.installer.application.participant.Question;
import io.tenantry.installer.domain.participant.ParticipantRequest;
import io.tenantry.installer.domain.plan.ModuleName;
import io.tenantry.installer.domain.plan.Participation;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What modules' own services were asked for. */
public interface ParticipantBook {

  /** How the request is now; empty when it was never made. */
  Uni<Optional<ParticipantRequest>> find(UUID requestId);

  /**
   * The same, for an answer: keeps the worker of its task from deciding about it until the unit of
   * work ends.
   */
  Uni<Optional<ParticipantRequest>> hold(UUID requestId);

  /**
   * Stores that an answer is waited for from now on, and lets the task rest meanwhile.
   *
   * @return until when; empty when the task is not the worker's any more
   */
  Uni<Optional<Instant>> ask(Question question, ParticipantRequest request);

  /** The part that the module's own service had in the setup of what the tenant has. */
  Uni<Optional<Participation>> inSetup(String tenantId, ModuleName module, String version);

  /** Stores what was answered to a held request, and wakes the task that rests. */
  Uni<Void> answer(ParticipantRequest request);

  /** Stores that nobody has answered. */
  Uni<Void> giveUp(ParticipantRequest request);

  /** The undos of the job's requests are asked for afresh. */
  Uni<Void> reopen(UUID jobId);

  /** Nothing is asked for the job any more. */
  Uni<Void> settle(UUID jobId);
}
