package io.tenantry.registry.adapter.out.archive;

import io.tenantry.registry.domain.PackageProblem;

/** The bytes are no package, or one that is too large. */
final class UnreadablePackage extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient PackageProblem problem;

  UnreadablePackage(String file, String code, String message) {
    super(message);
    this.problem = PackageProblem.in(file, code, message);
  }

  PackageProblem problem() {
    return problem;
  }
}
