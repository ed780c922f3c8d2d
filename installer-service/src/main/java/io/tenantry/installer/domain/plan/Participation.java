package io.tenantry.installer.domain.plan;

import java.time.Duration;

/**
 * A module's own service takes part in its setup.
 *
 * @param timeout how long its answer is waited for
 */
public record Participation(Duration timeout) {}
