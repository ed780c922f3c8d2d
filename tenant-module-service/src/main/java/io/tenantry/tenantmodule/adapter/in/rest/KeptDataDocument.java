package io.tenantry.tenantmodule.adapter.in.rest;

import io.tenantry.tenantmodule.domain.keptdata.KeptData;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Data that a removed module has left.
 *
 * @param version that it was made with
 * @param status KEPT, RESTORING or PURGING
 * @param jobId job that removed the module
 * @param purgeAfter when it is purged, unless it is restored before
 */
record KeptDataDocument(
    UUID id,
    String tenantId,
    @Schema(examples = "digital_card") String module,
    @Schema(examples = "1.0.0") String version,
    @Schema(examples = "KEPT") String status,
    UUID jobId,
    Instant keptAt,
    Instant purgeAfter) {

  static KeptDataDocument of(KeptData data) {
    return new KeptDataDocument(
        data.id(),
        data.tenantId().value(),
        data.module().value(),
        data.version(),
        data.status().name(),
        data.jobId(),
        data.keptAt(),
        data.purgeAfter());
  }
}
