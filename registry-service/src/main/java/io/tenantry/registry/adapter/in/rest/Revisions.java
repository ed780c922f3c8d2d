package io.tenantry.registry.adapter.in.rest;

import io.tenantry.registry.domain.InvalidValue;
import io.tenantry.registry.domain.ModuleVersion;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Revisions of versions as entity tags. */
final class Revisions {

  private static final Pattern STRONG_TAG = Pattern.compile("\"([^\"]*)\"");

  private Revisions() {}

  /** The version, or 304 when the client has it already. */
  static Response answer(Request request, ModuleVersion version) {
    EntityTag tag = new EntityTag(version.revision());
    Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
    return unchanged == null ? tagged(version).build() : unchanged.tag(tag).build();
  }

  static Response.ResponseBuilder tagged(ModuleVersion version) {
    return Response.ok(VersionDocument.of(version)).tag(new EntityTag(version.revision()));
  }

  /**
   * The revision that {@code If-Match} asks for; empty when any will do.
   *
   * @throws InvalidValue if it is no single strong entity tag
   */
  static Optional<String> expected(String ifMatch) {
    if (ifMatch == null || ifMatch.strip().equals("*")) {
      return Optional.empty();
    }
    Matcher tag = STRONG_TAG.matcher(ifMatch.strip());
    if (!tag.matches()) {
      throw new InvalidValue("If-Match is the ETag of the version, in its quotes, or *");
    }
    return Optional.of(tag.group(1));
  }
}
