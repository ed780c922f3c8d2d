package io.tenantry.registry.adapter.in.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tenantry.registry.domain.PackageProblem;

/** Why a package is refused, as clients see it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PackageProblemDocument(String code, String file, Integer line, String message) {

  static PackageProblemDocument of(PackageProblem problem) {
    Integer line = problem.line().isPresent() ? problem.line().getAsInt() : null;
    return new PackageProblemDocument(problem.code(), problem.file(), line, problem.message());
  }
}
