package io.tenantry.tenantmodule.adapter.in.rest;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** JSON of another shape than asked for; Quarkus' own mapper answers with no problem. */
@Provider
class UnreadableBodyMapper implements ExceptionMapper<MismatchedInputException> {

  @Override
  public Response toResponse(MismatchedInputException exception) {
    return Problems.unreadable(exception.getOriginalMessage()).toResponse();
  }
}
