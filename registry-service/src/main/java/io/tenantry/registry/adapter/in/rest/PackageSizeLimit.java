package io.tenantry.registry.adapter.in.rest;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.tenantry.registry.config.RegistrySettings;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;

/** Refuses an upload that says itself that it is too large, before a byte of it is read. */
@ApplicationScoped
class PackageSizeLimit {

  private static final int BEFORE_EVERYTHING = 1000;

  private final long limit;

  PackageSizeLimit(RegistrySettings settings) {
    this.limit = settings.packages().maxSize().asLongValue();
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, BEFORE_EVERYTHING);
  }

  private void check(RoutingContext context) {
    String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
    boolean tooLarge = Optional.ofNullable(length).filter(this::exceeds).isPresent();
    if (tooLarge) {
      refuse(context);
    } else {
      context.next();
    }
  }

  /** The client may still be sending, so the connection ends with the answer. */
  private void refuse(RoutingContext context) {
    HttpProblem problem = Problems.tooLarge(limit);
    context
        .response()
        .setStatusCode(problem.getStatusCode())
        .putHeader(HttpHeaders.CONTENT_TYPE, HttpProblem.MEDIA_TYPE.toString())
        .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
        .end(
            new JsonObject()
                .put("type", problem.getType().toString())
                .put("title", problem.getTitle())
                .put("status", problem.getStatusCode())
                .put("detail", problem.getDetail())
                .encode());
  }

  private boolean exceeds(String length) {
    try {
      return Long.parseLong(length) > limit;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
