package io.tenantry.tenantmodule.adapter.in.rest;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * A request without a token, or with one that is not good. The problem library's own mappers for
 * these two do not link against this version of Quarkus.
 */
final class UnauthenticatedMapper {

  @ServerExceptionMapper(priority = 1)
  public Response missing(UnauthorizedException exception) {
    return answer("Send a bearer token.");
  }

  @ServerExceptionMapper(priority = 1)
  public Response refused(AuthenticationFailedException exception) {
    return answer("The bearer token is not valid, or not any more.");
  }

  private static Response answer(String detail) {
    return Response.fromResponse(Problems.unauthenticated(detail).toResponse())
        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
        .build();
  }
}
