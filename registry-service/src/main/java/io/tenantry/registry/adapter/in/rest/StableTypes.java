package io.tenantry.registry.adapter.in.rest;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import jakarta.enterprise.context.ApplicationScoped;

/** Gives those problems a type that the framework found: bad requests, forbidden things, faults. */
@ApplicationScoped
class StableTypes implements ProblemPostProcessor {

  @Override
  public HttpProblem apply(HttpProblem problem, ProblemContext context) {
    return problem.getType() == null ? Problems.withType(problem) : problem;
  }
}
