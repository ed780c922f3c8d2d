package io.tenantry.testkit.simulation;

import io.tenantry.contracts.EventType;
import java.util.Optional;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * A record in a topic.
 *
 * @param id the same for every delivery of the event
 * @param key what the topic is ordered by
 * @param source who published it
 * @param cause event that it comes from; empty when a person or the time caused it
 */
public record Delivery(
    UUID id,
    EventType type,
    String key,
    String source,
    Optional<UUID> cause,
    SpecificRecordBase payload) {

  String topic() {
    return type.topic();
  }

  @Override
  public String toString() {
    Object job = payload.getSchema().getField("jobId") == null ? "" : " " + payload.get("jobId");
    return type.record().getSimpleName() + job + " of " + key + " (" + id + ")";
  }
}
