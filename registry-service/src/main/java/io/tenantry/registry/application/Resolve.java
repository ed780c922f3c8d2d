package io.tenantry.registry.application;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tenantry.registry.application.port.Catalogues;
import io.tenantry.registry.domain.resolution.Resolution;
import io.tenantry.registry.domain.resolution.ResolutionRequest;
import io.tenantry.registry.domain.resolution.Resolver;

/** Answers what would be installed, or why nothing can be. Reserves nothing. */
public final class Resolve {

  private final Catalogues catalogues;
  private final Resolver resolver;

  public Resolve(Catalogues catalogues, Resolver resolver) {
    this.catalogues = catalogues;
    this.resolver = resolver;
  }

  /** The search runs on a worker thread, since it may take its time. */
  public Uni<Resolution> handle(ResolutionRequest request) {
    return catalogues
        .current()
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .map(catalogue -> resolver.resolve(catalogue, request));
  }
}
