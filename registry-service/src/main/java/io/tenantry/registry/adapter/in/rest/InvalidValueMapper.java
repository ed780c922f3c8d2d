package io.tenantry.registry.adapter.in.rest;

import io.tenantry.registry.domain.InvalidValue;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** A name or version in the address that is none. */
@Provider
class InvalidValueMapper implements ExceptionMapper<InvalidValue> {

  @Override
  public Response toResponse(InvalidValue exception) {
    return Problems.invalidValue(exception.getMessage()).toResponse();
  }
}
