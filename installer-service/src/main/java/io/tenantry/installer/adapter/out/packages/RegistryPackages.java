package io.tenantry.installer.adapter.out.packages;

import io.tenantry.installer.application.port.Packages;
import io.tenantry.installer.domain.plan.ModulePackage;
import io.tenantry.installer.domain.plan.PlanItem;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

/** Packages from the registry. */
@ApplicationScoped
class RegistryPackages implements Packages {

  private final PackageCache cache;
  private final RegistryDownload registry;
  private final PackageFiles files;
  private final PackageParser parser;

  RegistryPackages(
      PackageCache cache, RegistryDownload registry, PackageFiles files, PackageParser parser) {
    this.cache = cache;
    this.registry = registry;
    this.files = files;
    this.parser = parser;
  }

  @Override
  public ModulePackage fetch(PlanItem item) {
    ModulePackage content = parser.parse(files.unpack(cache.get(item, () -> download(item))));
    content.checkPlaceholders(item.requires());
    return content;
  }

  private byte[] download(PlanItem item) {
    try {
      return registry.download(item.packageLocation());
    } catch (CircuitBreakerOpenException e) {
      throw new OutOfReach("the registry has failed too often and is left alone for a while", e);
    }
  }
}
