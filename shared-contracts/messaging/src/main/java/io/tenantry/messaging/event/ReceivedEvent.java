package io.tenantry.messaging.event;

import java.util.Optional;
import java.util.UUID;

/**
 * An event that came in.
 *
 * @param id the same for every delivery of the event
 * @param source service that published it
 * @param payload its record
 * @param traceparent W3C trace context that its effects belong to
 */
public record ReceivedEvent<T>(UUID id, String source, T payload, Optional<String> traceparent) {}
