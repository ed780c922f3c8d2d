package io.tenantry.tenantmodule.adapter.out.http;

/** The subscription service gave no answer that can be used, which the message tells. */
final class ServiceFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ServiceFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
