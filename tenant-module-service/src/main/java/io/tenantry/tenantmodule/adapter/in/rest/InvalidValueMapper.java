package io.tenantry.tenantmodule.adapter.in.rest;

import io.tenantry.tenantmodule.domain.InvalidValue;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** A name, an id or a range that is none. */
@Provider
class InvalidValueMapper implements ExceptionMapper<InvalidValue> {

  @Override
  public Response toResponse(InvalidValue exception) {
    return Problems.invalidValue(exception.getMessage()).toResponse();
  }
}
