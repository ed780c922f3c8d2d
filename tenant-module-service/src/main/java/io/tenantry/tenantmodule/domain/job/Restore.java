package io.tenantry.tenantmodule.domain.job;

import java.util.UUID;

/**
 * Kept data that an installation begins with.
 *
 * @param version that the data was made with
 */
public record Restore(UUID keptData, String version) {}
