package io.tenantry.tenantmodule.adapter.in.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.tenantry.tenantmodule.application.request.Answer;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Between responses and answers that are kept. */
@RequestScoped
class AnswerMapper {

  static final String REPLAYED = "Idempotency-Replayed";
  private static final MediaType JSON = MediaType.APPLICATION_JSON_TYPE.withCharset("UTF-8");

  private final ObjectMapper json;
  private final RoutingContext request;

  AnswerMapper(ObjectMapper json, RoutingContext request) {
    this.json = json;
    this.request = request;
  }

  static Response toResponse(Answer answer) {
    return response(answer).build();
  }

  static Response toRepeatedResponse(Answer answer) {
    return response(answer).header(REPLAYED, true).build();
  }

  private static Response.ResponseBuilder response(Answer answer) {
    Response.ResponseBuilder response =
        Response.status(answer.status())
            .type(answer.contentType())
            .entity(answer.body().getBytes(StandardCharsets.UTF_8));
    answer.location().map(URI::create).ifPresent(response::location);
    return response;
  }

  /** Whether it is a problem that was thrown because of what the service knows. */
  boolean isRefusal(Throwable failure) {
    return failure instanceof HttpProblem problem && refusal(problem).isDecided();
  }

  Answer refusal(Throwable problem) {
    URI instance = URI.create(request.request().path());
    return toAnswer(
        HttpProblem.builder((HttpProblem) problem).withInstance(instance).build().toResponse());
  }

  /** Takes a response, or what becomes the body of a successful one. */
  Answer toAnswer(Object result) {
    Response response = result instanceof Response given ? given : Response.ok(result).build();
    MediaType type = Optional.ofNullable(response.getMediaType()).orElse(JSON);
    Optional<String> path = Optional.ofNullable(response.getLocation()).map(URI::getRawPath);
    return new Answer(response.getStatus(), type.toString(), path, body(response.getEntity()));
  }

  private String body(Object entity) {
    try {
      return json.writeValueAsString(entity);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer cannot be written", e);
    }
  }
}
