package io.tenantry.registry.adapter.in.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;

/** Reads the reason that may come with a change; JAX-RS knows no body that need not be there. */
@ApplicationScoped
class ReasonReader {

  private static final int LONGEST = 500;

  private final ObjectMapper json;

  ReasonReader(ObjectMapper json) {
    this.json = json;
  }

  /**
   * The reason; empty when there is none.
   *
   * @throws io.quarkiverse.resteasy.problem.HttpProblem if the body is no such document
   */
  String read(byte[] body) {
    if (body == null || body.length == 0) {
      return "";
    }
    String reason = document(body).reason();
    String text = reason == null ? "" : reason.strip();
    if (text.length() > LONGEST || text.indexOf('\0') >= 0) {
      throw Problems.unreadable(
          "The reason has at most %d characters, and NUL is none of them.".formatted(LONGEST));
    }
    return text;
  }

  private ReasonDocument document(byte[] body) {
    try {
      return json.readValue(body, ReasonDocument.class);
    } catch (IOException e) {
      throw Problems.unreadable("The body is no JSON such as {\"reason\": \"2.0.0 is better\"}.");
    }
  }
}
