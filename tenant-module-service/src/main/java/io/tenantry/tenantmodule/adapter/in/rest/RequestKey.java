package io.tenantry.tenantmodule.adapter.in.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.tenantry.tenantmodule.application.Scope;
import io.tenantry.tenantmodule.application.request.KeyedRequest;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads the Idempotency-Key of a request, and what the request asks for. */
@RequestScoped
class RequestKey {

  static final String HEADER = "Idempotency-Key";

  static final Set<String> UNSAFE = Set.of("POST", "PUT", "PATCH", "DELETE");

  /** Visible ASCII. */
  private static final Pattern KEY = Pattern.compile("[!-~]{1,255}");

  private final RoutingContext request;
  private final UriInfo address;
  private final Caller caller;
  private final ObjectWriter canonical;

  RequestKey(RoutingContext request, UriInfo address, Caller caller, ObjectMapper json) {
    this.request = request;
    this.address = address;
    this.caller = caller;
    this.canonical = json.writer().with(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
  }

  /**
   * Takes what the request was read into. Empty when it has no key, needs none, or reaches for a
   * tenant that is not the caller's, where it changes nothing.
   */
  Optional<KeyedRequest> of(Object[] content) {
    List<String> keys = request.request().headers().getAll(HEADER);
    if (keys.isEmpty() || !UNSAFE.contains(request.request().method().name())) {
      return Optional.empty();
    }
    if (keys.size() > 1 || !KEY.matcher(keys.get(0)).matches()) {
      throw Problems.noKey();
    }
    return keyed(keys.get(0), fingerprint(content));
  }

  private Optional<KeyedRequest> keyed(String key, String fingerprint) {
    Optional<String> tenant = parameter("tenant");
    if (tenant.isPresent()) {
      return caller
          .reachable(tenant.get())
          .map(
              id ->
                  new KeyedRequest(
                      Scope.of(id),
                      Optional.of(id),
                      Optional.empty(),
                      caller.name(),
                      key,
                      fingerprint));
    }
    Optional<UUID> job = parameter("id").flatMap(Caller::parse);
    return parameter("id").isPresent() && job.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new KeyedRequest(
                caller.scope(), Optional.<TenantId>empty(), job, caller.name(), key, fingerprint));
  }

  private Optional<String> parameter(String name) {
    return Optional.ofNullable(address.getPathParameters().getFirst(name));
  }

  private String fingerprint(Object[] content) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(
          (request.request().method() + " " + request.request().uri() + "\n")
              .getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest(canonical.writeValueAsBytes(content)));
    } catch (NoSuchAlgorithmException | JsonProcessingException e) {
      throw new IllegalStateException("a request that was read can be written and digested", e);
    }
  }
}
