package io.tenantry.installer.domain;

/** A text is not what it should be; the message says what it should look like. */
public final class InvalidValue extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public InvalidValue(String message) {
    super(message);
  }
}
