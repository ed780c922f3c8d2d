package io.tenantry.registry.application;

import java.util.Optional;
import java.util.UUID;

/**
 * Where a change comes from.
 *
 * @param actor subject of the token, or the service that published the event
 * @param source address of the client, or the event's id
 * @param causationId event that caused it; empty when a request did
 * @param traceparent W3C trace context that it belongs to
 */
public record Origin(
    String actor, String source, Optional<UUID> causationId, Optional<String> traceparent) {}
