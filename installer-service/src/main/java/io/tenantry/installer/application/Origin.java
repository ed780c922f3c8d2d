package io.tenantry.installer.application;

import java.util.Optional;
import java.util.UUID;

/**
 * What a task comes from; its events say so.
 *
 * @param causationId event that asked for it
 * @param traceparent W3C trace context that it belongs to
 */
public record Origin(Optional<UUID> causationId, Optional<String> traceparent) {}
