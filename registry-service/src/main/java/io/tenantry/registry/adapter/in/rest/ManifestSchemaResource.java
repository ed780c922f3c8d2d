package io.tenantry.registry.adapter.in.rest;

import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The form of {@code module.yaml}, for editors and build pipelines. */
@Path("/v1/schemas/module-manifest")
@Authenticated
@Tag(name = "Packages")
class ManifestSchemaResource {

  private static final String SCHEMA = "/module-manifest.schema.json";

  private final byte[] schema;

  ManifestSchemaResource() {
    try (InputStream json = ManifestSchemaResource.class.getResourceAsStream(SCHEMA)) {
      schema = json.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(SCHEMA + " cannot be read", e);
    }
  }

  @GET
  @Produces("application/schema+json")
  @Operation(summary = "Show the JSON Schema of module.yaml")
  public byte[] schema() {
    return schema.clone();
  }
}
