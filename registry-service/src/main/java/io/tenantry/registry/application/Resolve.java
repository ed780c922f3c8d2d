package io.tenantry.registry.application;

import io.smallrye.mutiny.Uni;
import io.tenantry.registry.application.port.Background;
import io.tenantry.registry.application.port.Catalogues;
import io.tenantry.registry.domain.resolution.Resolution;
import io.tenantry.registry.domain.resolution.ResolutionRequest;
import io.tenantry.registry.domain.resolution.Resolver;

/** Answers what would be installed, or why nothing can be. Reserves nothing. */
public final class Resolve {

  private final Catalogues catalogues;
  private final Resolver resolver;
  private final Background background;

  public Resolve(Catalogues catalogues, Resolver resolver, Background background) {
    this.catalogues = catalogues;
    this.resolver = resolver;
    this.background = background;
  }

  /** Searches in the background, since that may take its time. */
  public Uni<Resolution> handle(ResolutionRequest request) {
    return catalogues
        .current()
        .chain(catalogue -> background.run(() -> resolver.resolve(catalogue, request)));
  }
}
