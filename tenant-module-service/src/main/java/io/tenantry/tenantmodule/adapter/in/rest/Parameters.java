package io.tenantry.tenantmodule.adapter.in.rest;

import io.tenantry.tenantmodule.domain.InvalidValue;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;

/** A module's parameters, on their way from a request to JSON text. */
final class Parameters {

  /** In bytes. An event carries them, and Kafka takes no event above 1 MiB. */
  private static final int LONGEST = 64 * 1024;

  /** An escaped NUL, whose backslash is not escaped itself; PostgreSQL keeps none in JSON. */
  private static final Pattern NUL = Pattern.compile("(?<!\\\\)(\\\\\\\\)*\\\\u0000");

  private Parameters() {}

  static String text(Map<String, Object> parameters) {
    String text = new JsonObject(parameters).encode();
    if (text.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
      throw new InvalidValue("The parameters are longer than 64 KiB");
    }
    if (NUL.matcher(text).find()) {
      throw new InvalidValue("The parameters contain the character NUL");
    }
    return text;
  }
}
