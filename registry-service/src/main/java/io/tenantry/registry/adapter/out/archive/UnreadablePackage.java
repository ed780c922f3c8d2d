package io.tenantry.registry.adapter.out.archive;

import io.tenantry.registry.domain.PackageProblem;
import java.util.List;

/** The bytes are no package, or one that is too large. */
final class UnreadablePackage extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient List<PackageProblem> problems;

  UnreadablePackage(String file, String code, String message) {
    this(List.of(PackageProblem.in(file, code, message)));
  }

  UnreadablePackage(List<PackageProblem> problems) {
    super(problems.get(0).message());
    this.problems = List.copyOf(problems);
  }

  List<PackageProblem> problems() {
    return problems;
  }
}
