package io.tenantry.tenantmodule.application.job;

import io.tenantry.tenantmodule.domain.InvalidValue;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A step of a running job began or ended.
 *
 * @param sequence later numbers replace earlier ones
 * @param stepState such as {@code STARTED}
 * @param percent of the whole job, 0 to 100
 */
public record JobProgress(
    UUID jobId,
    TenantId tenantId,
    long sequence,
    String module,
    String version,
    String step,
    String stepState,
    int percent,
    Optional<String> detail,
    Instant occurredAt) {

  private static final int EVERYTHING = 100;

  public JobProgress {
    if (percent < 0 || percent > EVERYTHING) {
      throw new InvalidValue(percent + " percent are not between 0 and 100");
    }
  }
}
