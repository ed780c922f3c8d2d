package io.tenantry.registry.domain;

import java.util.OptionalInt;

/**
 * Why a package is refused.
 *
 * @param code stable, such as {@code forbidden-statement}
 * @param file path in the package
 * @param line from 1, when it can be told
 * @param message one sentence that says what is wrong and how to mend it
 */
public record PackageProblem(String code, String file, OptionalInt line, String message) {

  public static PackageProblem in(String file, String code, String message) {
    return new PackageProblem(code, file, OptionalInt.empty(), message);
  }

  public static PackageProblem at(String file, int line, String code, String message) {
    return new PackageProblem(code, file, OptionalInt.of(line), message);
  }
}
