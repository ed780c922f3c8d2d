package io.tenantry.digitalcard.participant;

/** A record that can never be read; it is logged and passed over. */
final class Malformed extends RuntimeException {

  private static final long serialVersionUID = 1L;

  Malformed(String message) {
    super(message);
  }

  Malformed(String message, Throwable cause) {
    super(message, cause);
  }
}
