package io.tenantry.tenantmodule.application;

import io.tenantry.tenantmodule.domain.InvalidValue;
import java.util.List;

/** What tests say about schemas and ranges instead of a library. */
final class Inputs {

  /** A schema that only {@code {"a":1}} fits. */
  static final String STRICT = "strict";

  static final String NO_RANGE = "newest";

  private Inputs() {}

  static List<String> violations(String schema, String parameters) {
    return schema.equals(STRICT) && !parameters.equals("{\"a\":1}")
        ? List.of(parameters + " lacks a.")
        : List.of();
  }

  /** Of versions with one digit in each place. */
  static boolean isNewer(String version, String other) {
    return version.compareTo(other) > 0;
  }

  static void checkRange(String text) {
    if (text.equals(NO_RANGE)) {
      throw new InvalidValue("'" + text + "' is no version range");
    }
  }
}
