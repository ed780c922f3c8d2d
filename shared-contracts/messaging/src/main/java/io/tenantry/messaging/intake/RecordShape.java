package io.tenantry.messaging.intake;

import io.tenantry.messaging.event.CloudEvent;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What every record of the contracts has, whatever it says: a key, and a size within the limit. */
final class RecordShape {

  /**
   * In bytes. Smaller than what Kafka takes by default, so that a dead letter has room for more.
   */
  static final int LARGEST_VALUE = 1_000_000;

  private RecordShape() {}

  /** Whether it has neither a value nor a type: what a compacted topic forgets, no event. */
  static boolean isTombstone(ConsumerRecord<?, ?> source) {
    return source.value() == null && source.headers().lastHeader(CloudEvent.TYPE) == null;
  }

  /**
   * Looks at the record without reading its value.
   *
   * @throws ContractViolation if it has no key, or is larger than an event may be
   */
  static void check(ConsumerRecord<?, ?> source) {
    if (source.key() == null) {
      throw new ContractViolation("the record has no key");
    }
    if (source.serializedValueSize() > LARGEST_VALUE) {
      throw new ContractViolation(
          "the value has %,d bytes; an event has at most %,d"
              .formatted(source.serializedValueSize(), LARGEST_VALUE));
    }
  }
}
