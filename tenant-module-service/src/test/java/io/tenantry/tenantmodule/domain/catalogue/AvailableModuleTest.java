package io.tenantry.tenantmodule.domain.catalogue;

import static io.tenantry.tenantmodule.domain.Fixtures.ACME;
import static io.tenantry.tenantmodule.domain.Fixtures.CARD;
import static io.tenantry.tenantmodule.domain.Fixtures.NOW;
import static io.tenantry.tenantmodule.domain.Fixtures.readyTenant;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.tenantmodule.domain.catalogue.AvailableModule.Presence;
import io.tenantry.tenantmodule.domain.subscription.Subscription;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AvailableModuleTest {

  @Test
  void aModuleWhoseJobHasNotEndedIsNotOfferedAgain() {
    CatalogueVersion version =
        new CatalogueVersion(
            CARD, "1.0.0", "Card", "A card.", CatalogueStatus.PUBLISHED, "", List.of(), NOW);

    AvailableModule module =
        AvailableModule.of(
            new CatalogueModule(CARD, List.of(version)),
            new Presence(Optional.empty(), true),
            readyTenant(),
            Subscription.unrestricted(ACME));

    assertThat(module.obstacle().orElseThrow().code()).isEqualTo("job-in-progress");
    assertThat(module.obstacle().orElseThrow().detail())
        .isEqualTo("A job for digital_card has not ended.");
  }
}
