package io.tenantry.tenantmodule.adapter.in.rest;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.request.Answer;
import io.tenantry.tenantmodule.application.request.AnswerOnce;
import io.tenantry.tenantmodule.application.request.KeyedRequest;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/**
 * Lets a request with a key through once. It runs behind the checks of roles and of the body, which
 * say the same every time and are not kept.
 */
@AnsweredOnce
@Interceptor
@Priority(AnsweringOnce.BEHIND_VALIDATION)
class AnsweringOnce {

  /** Hibernate Validator's interceptor has 800. */
  static final int BEHIND_VALIDATION = Interceptor.Priority.PLATFORM_AFTER + 900;

  private final AnswerOnce answerOnce;
  private final RequestKey requestKey;
  private final AnswerMapper answers;

  AnsweringOnce(AnswerOnce answerOnce, RequestKey requestKey, AnswerMapper answers) {
    this.answerOnce = answerOnce;
    this.requestKey = requestKey;
    this.answers = answers;
  }

  @AroundInvoke
  Object answer(InvocationContext call) throws Exception {
    Optional<KeyedRequest> request = requestKey.of(call.getParameters());
    return request.isEmpty() ? call.proceed() : once(request.get(), call);
  }

  private Uni<Response> once(KeyedRequest request, InvocationContext call) {
    return answerOnce
        .handle(request, () -> work(call))
        .map(
            outcome ->
                outcome.fold(
                    AnswerMapper::toResponse,
                    AnswerMapper::toRepeatedResponse,
                    () -> Problems.keyOfAnotherRequest(request.key()).toResponse(),
                    () -> Problems.requestInProgress(request.key()).toResponse()));
  }

  private Uni<Answer> work(InvocationContext call) {
    return Uni.createFrom()
        .deferred(() -> proceed(call))
        .map(answers::toAnswer)
        .onFailure(answers::isRefusal)
        .recoverWithItem(answers::refusal);
  }

  private static Uni<?> proceed(InvocationContext call) {
    try {
      return (Uni<?>) call.proceed();
    } catch (Exception e) {
      return Uni.createFrom().failure(e);
    }
  }
}
