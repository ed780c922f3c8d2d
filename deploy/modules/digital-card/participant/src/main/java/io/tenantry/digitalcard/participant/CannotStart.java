package io.tenantry.digitalcard.participant;

/** The service cannot begin its work; the message says why, in a sentence for people. */
final class CannotStart extends RuntimeException {

  private static final long serialVersionUID = 1L;

  CannotStart(String message) {
    super(message);
  }

  CannotStart(String message, Throwable cause) {
    super(message, cause);
  }
}
