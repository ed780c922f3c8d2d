package io.tenantry.tenantmodule.adapter.in.rest;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.NotFoundException;

/**
 * Refuses a query parameter that is none of its type. Jakarta REST (3.1, section 3.2) says that
 * nothing was found then, which misleads whoever asks for a page.
 */
@ApplicationScoped
class UnreadableParameters implements ProblemPostProcessor {

  @Override
  public HttpProblem apply(HttpProblem problem, ProblemContext context) {
    return context.cause instanceof NotFoundException
            && context.cause.getCause() instanceof IllegalArgumentException unreadable
        ? Problems.unreadable(unreadable.getMessage())
        : problem;
  }
}
