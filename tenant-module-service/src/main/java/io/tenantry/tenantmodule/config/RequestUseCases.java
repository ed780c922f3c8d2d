package io.tenantry.tenantmodule.config;

import io.tenantry.tenantmodule.application.NoteRefusedAccess;
import io.tenantry.tenantmodule.application.audit.FindAuditEvents;
import io.tenantry.tenantmodule.application.port.Answers;
import io.tenantry.tenantmodule.application.port.AuditTrail;
import io.tenantry.tenantmodule.application.port.AuditViews;
import io.tenantry.tenantmodule.application.port.UnitOfWork;
import io.tenantry.tenantmodule.application.request.AnswerOnce;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Puts together what is common to requests, and what is remembered of them. */
final class RequestUseCases {

  @Produces
  @Singleton
  NoteRefusedAccess noteRefusedAccess(AuditTrail audit, UnitOfWork unitOfWork) {
    return new NoteRefusedAccess(audit, unitOfWork);
  }

  @Produces
  @Singleton
  FindAuditEvents findAuditEvents(AuditViews views, UnitOfWork unitOfWork) {
    return new FindAuditEvents(views, unitOfWork);
  }

  @Produces
  @Singleton
  AnswerOnce answerOnce(
      Answers answers, UnitOfWork unitOfWork, Clock clock, RequestSettings settings) {
    return new AnswerOnce(answers, unitOfWork, clock, settings.answerRetention());
  }
}
