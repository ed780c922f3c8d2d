package io.tenantry.tenantmodule.application;

import static io.tenantry.tenantmodule.application.Service.done;
import static io.tenantry.tenantmodule.domain.Fixtures.ACME;
import static io.tenantry.tenantmodule.domain.Fixtures.NOW;
import static io.tenantry.tenantmodule.domain.Fixtures.readyTenant;
import static io.tenantry.tenantmodule.domain.catalogue.CatalogueStatus.DEPRECATED;
import static io.tenantry.tenantmodule.domain.catalogue.CatalogueStatus.PUBLISHED;
import static io.tenantry.tenantmodule.domain.catalogue.CatalogueStatus.WITHDRAWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.tenantmodule.application.catalogue.FindAvailableModules;
import io.tenantry.tenantmodule.application.catalogue.NoteVersion;
import io.tenantry.tenantmodule.domain.catalogue.AvailableModule;
import io.tenantry.tenantmodule.domain.catalogue.CatalogueStatus;
import io.tenantry.tenantmodule.domain.catalogue.CatalogueVersion;
import io.tenantry.tenantmodule.domain.module.InstalledAs;
import io.tenantry.tenantmodule.domain.module.ModuleName;
import io.tenantry.tenantmodule.domain.subscription.Subscription;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FindingAvailableModulesTest {

  private static final String FEATURE = "digital-cards";

  private final Service service = new Service();
  private final InMemoryCatalogue catalogue = new InMemoryCatalogue(service.transactions);
  private final NoteVersion noteVersion = new NoteVersion(catalogue, service.transactions);
  private final FindAvailableModules find =
      new FindAvailableModules(
          catalogue,
          service.tenants,
          service.modules,
          service.subscriptions,
          Inputs::isNewer,
          service.transactions);

  @BeforeEach
  void aTenantIsReady() {
    service.tenants.has(readyTenant());
  }

  @Test
  void theNewestPublishedVersionIsOffered() {
    told("1.0.0", PUBLISHED);
    told("1.2.0", PUBLISHED);
    told("1.1.0", PUBLISHED);
    told("2.0.0-rc.1", PUBLISHED);
    told("1.9.0", WITHDRAWN);

    assertThat(only().shown().version()).isEqualTo("1.2.0");
    assertThat(only().obstacle()).isEmpty();
    assertThat(only().installed()).isEmpty();
  }

  @Test
  void whatIsInstalledIsShownWithTheNewest() {
    told("1.0.0", PUBLISHED);
    service.hasInstalled("digital_card", InstalledAs.REQUESTED);

    assertThat(only().installed()).contains("1.0.0");
    assertThat(obstacle())
        .isEqualTo("module-already-installed: Version 1.0.0 of digital_card is installed.");
    told("1.1.0", PUBLISHED);

    assertThat(obstacle()).endsWith("is installed. The newest is 1.1.0.");
    assertThat(only().shown().version()).isEqualTo("1.1.0");
  }

  @Test
  void aVersionThatIsDeprecatedIsOfferedToNobody() {
    told("1.0.0", PUBLISHED);
    told("1.0.0", DEPRECATED);

    assertThat(obstacle())
        .isEqualTo(
            "module-deprecated: Version 1.0.0 is deprecated and installed only where it is asked"
                + " for by exactly that version. It leaks.");
  }

  @Test
  void neitherIsOneThatIsWithdrawn() {
    told("1.0.0", WITHDRAWN);
    told("1.1.0", WITHDRAWN);

    assertThat(obstacle())
        .isEqualTo("module-withdrawn: Every version is withdrawn, 1.1.0 last. It leaks.");
  }

  @Test
  void preReleasesHaveToBeAllowed() {
    told("1.0.0-rc.1", PUBLISHED);
    told("0.9.0", DEPRECATED);

    assertThat(obstacle())
        .isEqualTo(
            "prerelease-only: There are only pre-releases, such as 1.0.0-rc.1; allow them to"
                + " install one.");
  }

  @Test
  void aBuildIsNoPreRelease() {
    told("1.0.0+build-7", PUBLISHED);

    assertThat(only().obstacle()).isEmpty();
  }

  @Test
  void whatTheSubscriptionDoesNotCoverIsRefusedAsAnInstallationWouldBe() {
    told("1.0.0", PUBLISHED);
    service.subscriptions.has(new Subscription(ACME, "basic", false, Set.of(), Set.of()));

    assertThat(obstacle())
        .isEqualTo(
            "subscription-refused: The plan 'basic' of tenant acme does not allow module"
                + " 'digital_card'; it lacks digital-cards.");
    service.subscriptions.has(new Subscription(ACME, "cards", false, Set.of(), Set.of(FEATURE)));

    assertThat(only().obstacle()).isEmpty();
  }

  @Test
  void aSuspendedTenantMayInstallNothing() {
    told("1.0.0", PUBLISHED);
    service.suspend(ACME, "Unpaid.");

    assertThat(obstacle()).isEqualTo("tenant-suspended: The tenant is suspended: Unpaid.");
  }

  @Test
  void aTenantThatDoesNotExistHasNoModules() {
    assertThat(done(find.page(new TenantId("nobody"), Optional.empty(), 10))).isEmpty();
  }

  @Test
  void newsAreNotedOnce() {
    UUID event = UUID.randomUUID();
    done(noteVersion.onChanged(event, version("1.0.0", PUBLISHED)));
    done(noteVersion.onChanged(event, version("1.0.0", WITHDRAWN)));

    assertThat(only().shown().status()).isEqualTo(PUBLISHED);
  }

  private void told(String version, CatalogueStatus status) {
    done(noteVersion.onChanged(UUID.randomUUID(), version(version, status)));
  }

  private static CatalogueVersion version(String version, CatalogueStatus status) {
    return new CatalogueVersion(
        new ModuleName("digital_card"),
        version,
        "DigitalCard",
        "Digital cards.",
        status,
        status == PUBLISHED ? "" : "It leaks.",
        List.of(FEATURE),
        NOW);
  }

  private AvailableModule only() {
    return done(find.page(ACME, Optional.empty(), 10)).orElseThrow().items().get(0);
  }

  private String obstacle() {
    return only().obstacle().map(one -> one.code() + ": " + one.detail()).orElse("none");
  }
}
