package io.tenantry.messaging.intake;

/**
 * A record that can never be handled: its bytes or headers are not what the contract says, or its
 * content makes no sense. It goes to the dead-letter topic.
 */
public final class ContractViolation extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public ContractViolation(String message) {
    super(message);
  }

  public ContractViolation(String message, Throwable cause) {
    super(message, cause);
  }
}
