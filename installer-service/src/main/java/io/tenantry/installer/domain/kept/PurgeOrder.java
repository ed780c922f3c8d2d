package io.tenantry.installer.domain.kept;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Kept data of a tenant is to be destroyed. */
public record PurgeOrder(KeptData data, String tenantId) {

  /** The task that does it; the same however often it is asked for. */
  public UUID taskId() {
    return UUID.nameUUIDFromBytes(("purge of " + data.id()).getBytes(StandardCharsets.UTF_8));
  }
}
