package io.tenantry.tenantmodule.application.request;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.Commit;
import io.tenantry.tenantmodule.application.Scope;
import io.tenantry.tenantmodule.application.port.Answers;
import io.tenantry.tenantmodule.application.port.UnitOfWork;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Does what a request asks for once, however often it comes. The answer is kept in the unit of work
 * of the change: after a crash there are both or neither.
 */
public final class AnswerOnce {

  private final Answers answers;
  private final UnitOfWork unitOfWork;
  private final Clock clock;
  private final Duration retention;

  /** Takes for how long an answer is kept; after that the key is as good as new. */
  public AnswerOnce(Answers answers, UnitOfWork unitOfWork, Clock clock, Duration retention) {
    this.answers = answers;
    this.unitOfWork = unitOfWork;
    this.clock = clock;
    this.retention = retention;
  }

  /** Does the work, units of work in it included, unless it was done before. */
  public Uni<KeyedOutcome> handle(KeyedRequest request, Supplier<Uni<Answer>> work) {
    return unitOfWork.claiming(
        request, clock.instant().minus(retention), claim -> outcome(request, claim, work));
  }

  /** Removes the answers whose time is over. */
  public Uni<Void> sweep() {
    return unitOfWork.run(
        Commit.ANSWERS_FORGOTTEN,
        Scope.PLATFORM,
        () -> answers.forget(clock.instant().minus(retention)));
  }

  private Uni<KeyedOutcome> outcome(KeyedRequest request, Claim claim, Supplier<Uni<Answer>> work) {
    if (claim instanceof Claim.Taken) {
      return Uni.createFrom().item(new KeyedOutcome.StillRunning());
    }
    if (claim instanceof Claim.Answered earlier) {
      return Uni.createFrom().item(repetition(request, earlier));
    }
    return claim instanceof Claim.Free free
        ? work.get().call(answer -> keep(request, free, answer)).map(KeyedOutcome.Answered::new)
        : work.get().map(KeyedOutcome.Answered::new);
  }

  private static KeyedOutcome repetition(KeyedRequest request, Claim.Answered earlier) {
    return earlier.fingerprint().equals(request.fingerprint())
        ? new KeyedOutcome.Repeated(earlier.answer())
        : new KeyedOutcome.OtherRequest();
  }

  private Uni<Void> keep(KeyedRequest request, Claim.Free claim, Answer answer) {
    return answer.isDecided()
        ? answers.keep(claim.owner(), request, answer, clock.instant())
        : Uni.createFrom().voidItem();
  }
}
