package io.tenantry.messaging.codec;

/** The bytes are no record of the contracts, and no second look will make them one. */
public final class UndecodableRecord extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UndecodableRecord(String message) {
    super(message);
  }

  UndecodableRecord(String message, Throwable cause) {
    super(message, cause);
  }
}
