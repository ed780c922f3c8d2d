package io.tenantry.tenantmodule.application.catalogue;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.Commit;
import io.tenantry.tenantmodule.application.Scope;
import io.tenantry.tenantmodule.application.port.Catalogue;
import io.tenantry.tenantmodule.application.port.UnitOfWork;
import io.tenantry.tenantmodule.domain.catalogue.CatalogueVersion;
import java.util.UUID;

/** Notes what the registry tells everybody about its catalogue; nothing of any tenant changes. */
public final class NoteVersion {

  private final Catalogue catalogue;
  private final UnitOfWork unitOfWork;

  public NoteVersion(Catalogue catalogue, UnitOfWork unitOfWork) {
    this.catalogue = catalogue;
    this.unitOfWork = unitOfWork;
  }

  public Uni<Void> onChanged(UUID eventId, CatalogueVersion version) {
    return unitOfWork.oncePer(
        Commit.CATALOGUE_NOTED, eventId, Scope.PLATFORM, () -> catalogue.note(version));
  }
}
