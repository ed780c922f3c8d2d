package io.tenantry.messaging.event;

import java.util.Optional;
import java.util.UUID;

/**
 * A record without a value, after which a compacted topic forgets its key.
 *
 * @param subject what the key is about
 * @param correlationId the job or tenant that the chain of events belongs to
 * @param causationId event that caused it; empty when a request did
 * @param traceparent W3C trace context to go on with
 */
public record Tombstone(
    String topic,
    String key,
    String subject,
    String correlationId,
    Optional<UUID> causationId,
    Optional<String> traceparent) {}
