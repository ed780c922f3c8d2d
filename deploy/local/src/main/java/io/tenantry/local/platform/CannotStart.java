package io.tenantry.local.platform;

/** The platform cannot be started; the message is one sentence that says what to do. */
public final class CannotStart extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public CannotStart(String message) {
    super(message);
  }
}
