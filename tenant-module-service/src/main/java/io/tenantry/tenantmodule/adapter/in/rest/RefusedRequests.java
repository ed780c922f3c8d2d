package io.tenantry.tenantmodule.adapter.in.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Sees to it that whoever is known and refused a change, or anything because of their role, stands
 * in a trail: also when no use case has heard of the request.
 */
final class RefusedRequests {

  private static final String TYPE = "type";

  private final Caller caller;
  private final RoutingContext request;
  private final ObjectMapper json;

  RefusedRequests(Caller caller, RoutingContext request, ObjectMapper json) {
    this.caller = caller;
    this.request = request;
    this.json = json;
  }

  @ServerResponseFilter
  public Uni<Void> note(ContainerRequestContext asked, ContainerResponseContext answer) {
    if (!isRefused(asked, answer) || isKnown(answer)) {
      return Uni.createFrom().voidItem();
    }
    Optional<String> tenant =
        Optional.ofNullable(asked.getUriInfo().getPathParameters().getFirst("tenant"));
    return caller.noteRefusal(tenant, reason(answer));
  }

  private static boolean isRefused(ContainerRequestContext asked, ContainerResponseContext answer) {
    boolean forbidden = answer.getStatus() == Status.FORBIDDEN.getStatusCode();
    return forbidden
        || answer.getStatusInfo().getFamily() == Status.Family.CLIENT_ERROR
            && RequestKey.UNSAFE.contains(asked.getMethod());
  }

  /** Nobody is named by a request without a token; one that is answered again did nothing. */
  private boolean isKnown(ContainerResponseContext answer) {
    return request.user() == null
        || caller.isAnonymous()
        || caller.isAudited()
        || answer.getHeaders().containsKey(AnswerMapper.REPLAYED);
  }

  private String reason(ContainerResponseContext answer) {
    String type = type(answer.getEntity());
    return type.substring(type.lastIndexOf(':') + 1);
  }

  /** An answer that is kept is written already. */
  private String type(Object entity) {
    if (entity instanceof HttpProblem problem) {
      return problem.getType().toString();
    }
    try {
      return json.readTree((byte[]) entity).path(TYPE).textValue();
    } catch (IOException e) {
      throw new UncheckedIOException("an answer that was written can be read", e);
    }
  }
}
