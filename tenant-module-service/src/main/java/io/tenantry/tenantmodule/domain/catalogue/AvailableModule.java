package io.tenantry.tenantmodule.domain.catalogue;

import io.tenantry.tenantmodule.domain.subscription.Subscription;
import io.tenantry.tenantmodule.domain.tenant.Suspension;
import io.tenantry.tenantmodule.domain.tenant.Tenant;
import java.util.Optional;

/**
 * Whether a tenant may install a module, in any version.
 *
 * @param shown the version that an installation would choose, or else the newest that comes closest
 * @param installed version that the tenant has
 * @param obstacle why an installation would be refused
 */
public record AvailableModule(
    CatalogueVersion shown, Optional<String> installed, Optional<Obstacle> obstacle) {

  /** Says it of a module whose dependencies are not looked at: only a plan knows them. */
  public static AvailableModule of(
      CatalogueModule module, Presence presence, Tenant tenant, Subscription subscription) {
    Optional<Obstacle> obstacle =
        ofPresence(module, presence)
            .or(() -> tenant.suspension().map(Obstacle::suspended))
            .or(() -> ofCatalogue(module))
            .or(() -> ofSubscription(module.shown(), subscription));
    return new AvailableModule(module.shown(), presence.installed(), obstacle);
  }

  private static Optional<Obstacle> ofPresence(CatalogueModule module, Presence presence) {
    return presence
        .installed()
        .map(version -> Obstacle.installed(module, version))
        .or(
            () ->
                presence.inProgress()
                    ? Optional.of(Obstacle.inProgress(module))
                    : Optional.empty());
  }

  private static Optional<Obstacle> ofCatalogue(CatalogueModule module) {
    if (module.offered().isPresent()) {
      return Optional.empty();
    }
    CatalogueVersion shown = module.shown();
    return Optional.of(
        switch (shown.status()) {
          case PUBLISHED -> Obstacle.prereleaseOnly(shown);
          case DEPRECATED -> Obstacle.deprecated(shown);
          case WITHDRAWN -> Obstacle.withdrawn(shown);
        });
  }

  private static Optional<Obstacle> ofSubscription(
      CatalogueVersion version, Subscription subscription) {
    return subscription
        .refusal(version.module(), version.requiredFeatures())
        .map(detail -> new Obstacle("subscription-refused", detail));
  }

  /**
   * What the tenant has of a module.
   *
   * @param installed version that it has
   * @param inProgress whether a job for it has not ended
   */
  public record Presence(Optional<String> installed, boolean inProgress) {

    public static final Presence NONE = new Presence(Optional.empty(), false);
  }

  /**
   * Why a module cannot be installed.
   *
   * @param code stable, such as {@code module-already-installed}
   * @param detail sentences for people
   */
  public record Obstacle(String code, String detail) {

    private static Obstacle installed(CatalogueModule module, String version) {
      String newest =
          module
              .offered()
              .filter(offered -> !offered.version().equals(version))
              .map(offered -> " The newest is %s.".formatted(offered.version()))
              .orElse("");
      return new Obstacle(
          "module-already-installed",
          "Version %s of %s is installed.".formatted(version, module.name()) + newest);
    }

    private static Obstacle inProgress(CatalogueModule module) {
      return new Obstacle(
          "job-in-progress", "A job for %s has not ended.".formatted(module.name()));
    }

    private static Obstacle suspended(Suspension suspension) {
      return new Obstacle("tenant-suspended", "The tenant is suspended: " + suspension.reason());
    }

    private static Obstacle prereleaseOnly(CatalogueVersion version) {
      return new Obstacle(
          "prerelease-only",
          "There are only pre-releases, such as %s; allow them to install one."
              .formatted(version.version()));
    }

    private static Obstacle deprecated(CatalogueVersion version) {
      return because(
          "module-deprecated",
          "Version %s is deprecated and installed only where it is asked for by exactly that"
              + " version.",
          version);
    }

    private static Obstacle withdrawn(CatalogueVersion version) {
      return because("module-withdrawn", "Every version is withdrawn, %s last.", version);
    }

    private static Obstacle because(String code, String detail, CatalogueVersion version) {
      return new Obstacle(
          code, (detail.formatted(version.version()) + " " + version.reason()).strip());
    }
  }
}
