package io.tenantry.local.module;

/** What was asked for cannot be done; the message is one sentence that says why. */
final class CannotDo extends RuntimeException {

  private static final long serialVersionUID = 1L;

  CannotDo(String message) {
    super(message);
  }
}
