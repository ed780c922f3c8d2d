package io.tenantry.tenantmodule.config;

import io.tenantry.tenantmodule.application.port.Answers;
import io.tenantry.tenantmodule.application.port.UnitOfWork;
import io.tenantry.tenantmodule.application.request.AnswerOnce;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Puts together what is common to requests. */
final class RequestUseCases {

  @Produces
  @Singleton
  AnswerOnce answerOnce(
      Answers answers, UnitOfWork unitOfWork, Clock clock, RequestSettings settings) {
    return new AnswerOnce(answers, unitOfWork, clock, settings.answerRetention());
  }
}
