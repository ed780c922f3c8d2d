package io.tenantry.installer.domain.participant;

/**
 * Why a module's own service could not do what it was asked for.
 *
 * @param code stable code of the module's own
 * @param detail one sentence that says what went wrong
 */
public record Refusal(String code, String detail) {

  @Override
  public String toString() {
    return code + ": " + detail;
  }
}
