package io.tenantry.registry.adapter.in.rest;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.tenantry.registry.application.port.Catalogues;
import io.tenantry.registry.domain.ModuleName;
import io.tenantry.registry.domain.Version;
import io.tenantry.registry.domain.resolution.Catalogue;
import io.tenantry.registry.domain.resolution.DependencyGraph;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who needs whom, as data or as a drawing. */
@Path("/v1/modules/{name}/versions/{version}")
@Authenticated
@Tag(name = "Resolution")
class DependencyResource {

  private static final String DOT = "text/vnd.graphviz";
  private static final String MERMAID = "text/vnd.mermaid";
  private static final String ALSO =
      " The same as a drawing with Accept: " + DOT + " or " + MERMAID + ".";

  private final Catalogues catalogues;

  DependencyResource(Catalogues catalogues) {
    this.catalogues = catalogues;
  }

  @GET
  @Path("/dependencies")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Show what a published version needs and uses",
      description =
          "With transitive=true also what that needs, in the newest version that would do." + ALSO)
  public Uni<GraphDocument> dependencies(
      @PathParam("name") String name,
      @PathParam("version") String version,
      @QueryParam("transitive") boolean transitive) {
    return graph(name, version, catalogue -> dependencies(catalogue, name, version, transitive));
  }

  @GET
  @Path("/dependencies")
  @Produces(DOT)
  public Uni<String> dependenciesAsDot(
      @PathParam("name") String name,
      @PathParam("version") String version,
      @QueryParam("transitive") boolean transitive) {
    return dependencies(name, version, transitive).map(GraphDrawing::dot);
  }

  @GET
  @Path("/dependencies")
  @Produces(MERMAID)
  public Uni<String> dependenciesAsMermaid(
      @PathParam("name") String name,
      @PathParam("version") String version,
      @QueryParam("transitive") boolean transitive) {
    return dependencies(name, version, transitive).map(GraphDrawing::mermaid);
  }

  @GET
  @Path("/dependents")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Show who would accept a published version for what they need or use",
      description = "With transitive=true also who would accept those." + ALSO)
  public Uni<GraphDocument> dependents(
      @PathParam("name") String name,
      @PathParam("version") String version,
      @QueryParam("transitive") boolean transitive) {
    return graph(name, version, catalogue -> dependents(catalogue, name, version, transitive));
  }

  @GET
  @Path("/dependents")
  @Produces(DOT)
  public Uni<String> dependentsAsDot(
      @PathParam("name") String name,
      @PathParam("version") String version,
      @QueryParam("transitive") boolean transitive) {
    return dependents(name, version, transitive).map(GraphDrawing::dot);
  }

  @GET
  @Path("/dependents")
  @Produces(MERMAID)
  public Uni<String> dependentsAsMermaid(
      @PathParam("name") String name,
      @PathParam("version") String version,
      @QueryParam("transitive") boolean transitive) {
    return dependents(name, version, transitive).map(GraphDrawing::mermaid);
  }

  private static Optional<DependencyGraph> dependencies(
      Catalogue catalogue, String name, String version, boolean transitive) {
    return DependencyGraph.dependencies(
        catalogue, new ModuleName(name), Version.of(version), transitive);
  }

  private static Optional<DependencyGraph> dependents(
      Catalogue catalogue, String name, String version, boolean transitive) {
    return DependencyGraph.dependents(
        catalogue, new ModuleName(name), Version.of(version), transitive);
  }

  private Uni<GraphDocument> graph(
      String name, String version, Function<Catalogue, Optional<DependencyGraph>> look) {
    return catalogues
        .current()
        .map(
            catalogue ->
                look.apply(catalogue)
                    .map(GraphDocument::of)
                    .orElseThrow(() -> Problems.noSuchVersion(name, version)));
  }
}
