package io.tenantry.registry.application.port;

import io.smallrye.mutiny.Uni;
import io.tenantry.registry.domain.resolution.Catalogue;

/** The catalogue, worked out for the resolver; kept as long as nothing in it changes. */
public interface Catalogues {

  /** As it is now. */
  Uni<Catalogue> current();

  /** As it is now and stays until the unit of work ends. */
  Uni<Catalogue> held();

  /** Waits for those who hold it, and keeps others from it until the unit of work ends. */
  Uni<Void> lock();

  /** It is not any more what it was. */
  Uni<Void> change();
}
