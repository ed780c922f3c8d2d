package io.tenantry.messaging.event;

import java.util.Optional;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * An event on its way out.
 *
 * @param payload record of one of the event types
 * @param key what the event is ordered by
 * @param subject what it is about: the job, or the tenant where there is no job
 * @param correlationId the job or tenant that the chain of events belongs to
 * @param causationId event that caused this one; empty when a request did
 * @param traceparent W3C trace context to go on with
 */
public record OutgoingEvent(
    SpecificRecordBase payload,
    String key,
    String subject,
    String correlationId,
    Optional<UUID> causationId,
    Optional<String> traceparent) {}
