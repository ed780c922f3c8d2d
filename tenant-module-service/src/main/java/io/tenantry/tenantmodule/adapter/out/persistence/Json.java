package io.tenantry.tenantmodule.adapter.out.persistence;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** JSON objects as text and as maps. */
final class Json {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  private Json() {}

  static Map<String, Object> toMap(String json) {
    try {
      return MAPPER.readValue(json, OBJECT);
    } catch (IOException e) {
      throw new UncheckedIOException("parameters are no JSON object", e);
    }
  }

  static String toText(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (IOException e) {
      throw new UncheckedIOException("a value cannot be written", e);
    }
  }
}
