package io.tenantry.messaging.intake;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** Headers of a record, as text. */
record RecordHeaders(Headers headers) {

  Optional<String> text(String name) {
    Header header = headers.lastHeader(name);
    return header == null || header.value() == null
        ? Optional.empty()
        : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
  }

  String required(String name) {
    return text(name).orElseThrow(() -> new ContractViolation("header " + name + " is missing"));
  }

  UUID requiredId(String name) {
    String value = required(name);
    try {
      return UUID.fromString(value);
    } catch (IllegalArgumentException e) {
      throw new ContractViolation("header " + name + " is no UUID: " + value, e);
    }
  }
}
