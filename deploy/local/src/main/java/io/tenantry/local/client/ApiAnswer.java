package io.tenantry.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;

/** What a service answered. */
public record ApiAnswer(int status, HttpHeaders headers, JsonNode body) {

  /** Whether the request was accepted. */
  public boolean isSuccess() {
    return status / 100 == 2;
  }

  /** The answer, if it is one of those statuses. */
  public ApiAnswer orFailUnless(int... statuses) {
    for (int expected : statuses) {
      if (status == expected) {
        return this;
      }
    }
    throw new UnexpectedAnswer(this);
  }
}
