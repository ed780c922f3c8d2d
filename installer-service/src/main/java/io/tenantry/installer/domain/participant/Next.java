package io.tenantry.installer.domain.participant;

import java.time.Duration;

/** What follows for a request from where it is. */
public sealed interface Next {

  /**
   * It is made, or made again.
   *
   * @param request as it is then
   */
  record Ask(ParticipantRequest request) implements Next {}

  /** An answer may still come. */
  record Wait(Duration atMost) implements Next {}

  /**
   * It was made often enough.
   *
   * @param request as it is then
   */
  record GiveUp(ParticipantRequest request) implements Next {}

  /** It is done, or there is nothing to do. */
  record Agreed() implements Next {}

  record Refused(Refusal refusal) implements Next {}

  /** It was given up. */
  record Unanswered(ParticipantRequest request) implements Next {}
}
