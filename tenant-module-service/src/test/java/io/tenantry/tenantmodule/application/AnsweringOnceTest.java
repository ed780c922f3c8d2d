package io.tenantry.tenantmodule.application;

import static io.tenantry.tenantmodule.application.Service.done;
import static io.tenantry.tenantmodule.domain.Fixtures.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.request.Answer;
import io.tenantry.tenantmodule.application.request.AnswerOnce;
import io.tenantry.tenantmodule.application.request.KeyedRequest;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnsweringOnceTest {

  private static final Duration A_DAY = Duration.ofHours(24);
  private static final KeyedRequest REQUEST = request(ACME, "ada", "install mail");

  private final SettableClock clock = new SettableClock();
  private final InMemoryTransactions transactions = new InMemoryTransactions();
  private final AnswerOnce answerOnce =
      new AnswerOnce(transactions.answers, transactions, clock, A_DAY);
  private final AtomicInteger times = new AtomicInteger();

  @Test
  void aRepetitionIsToldTheSameAndDoesNothing() {
    assertThat(ask(REQUEST)).isEqualTo("answered: job 1");

    assertThat(ask(REQUEST)).isEqualTo("repeated: job 1");
    assertThat(times).hasValue(1);
  }

  @Test
  void anotherRequestWithTheKeyIsRefused() {
    ask(REQUEST);

    assertThat(ask(request(ACME, "ada", "install printer"))).isEqualTo("other request");
    assertThat(times).hasValue(1);
  }

  @Test
  void aKeyBelongsToATenantAndAUser() {
    ask(REQUEST);

    assertThat(ask(request(ACME, "bob", "install mail"))).isEqualTo("answered: job 2");
    assertThat(ask(request(new TenantId("globex"), "ada", "install mail")))
        .isEqualTo("answered: job 3");
  }

  @Test
  void aRepetitionThatComesTooEarlyIsNotKeptWaiting() {
    String outer =
        done(
            answerOnce
                .handle(
                    REQUEST, () -> Uni.createFrom().item(new Answer(200, "", none(), ask(REQUEST))))
                .map(outcome -> outcome.fold(Answer::body, Answer::body, () -> "", () -> "")));

    assertThat(outer).isEqualTo("still running");
  }

  @Test
  void afterADayTheKeyIsAsGoodAsNew() {
    ask(REQUEST);

    clock.advance(A_DAY.minusSeconds(1));
    assertThat(ask(REQUEST)).isEqualTo("repeated: job 1");
    clock.advance(Duration.ofSeconds(1));
    assertThat(ask(REQUEST)).isEqualTo("answered: job 2");
  }

  @Test
  void theSweepRemovesWhatIsADayOld() {
    ask(REQUEST);
    clock.advance(A_DAY.minusSeconds(1));
    done(answerOnce.sweep());
    assertThat(transactions.answers.size()).isEqualTo(1);

    clock.advance(Duration.ofSeconds(1));
    done(answerOnce.sweep());

    assertThat(transactions.answers.size()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 202, 299, 404, 409, 422, 499})
  void whatWasDecidedIsKept(int status) {
    ask(REQUEST, status);

    assertThat(ask(REQUEST)).isEqualTo("repeated: job 1");
  }

  @ParameterizedTest
  @ValueSource(ints = {199, 300, 400, 401, 403, 500, 503})
  void whatWasNotDecidedIsNot(int status) {
    ask(REQUEST, status);

    assertThat(ask(REQUEST)).isEqualTo("answered: job 2");
  }

  @Test
  void aFaultIsNotKept() {
    assertThatThrownBy(
            () ->
                done(
                    answerOnce.handle(
                        REQUEST, () -> Uni.createFrom().failure(new IllegalStateException("no")))))
        .hasMessage("no");

    assertThat(ask(REQUEST)).isEqualTo("answered: job 1");
  }

  private String ask(KeyedRequest request) {
    return ask(request, 202);
  }

  private String ask(KeyedRequest request, int status) {
    return done(
        answerOnce
            .handle(request, () -> work(status))
            .map(
                outcome ->
                    outcome.fold(
                        answer -> "answered: " + answer.body(),
                        answer -> "repeated: " + answer.body(),
                        () -> "other request",
                        () -> "still running")));
  }

  private Uni<Answer> work(int status) {
    return Uni.createFrom()
        .item(() -> new Answer(status, "text/plain", none(), "job " + times.incrementAndGet()));
  }

  private static KeyedRequest request(TenantId tenant, String actor, String fingerprint) {
    return new KeyedRequest(
        Scope.of(tenant), Optional.of(tenant), Optional.empty(), actor, "key-1", fingerprint);
  }

  private static Optional<String> none() {
    return Optional.empty();
  }
}
