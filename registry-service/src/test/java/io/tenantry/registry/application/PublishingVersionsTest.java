package io.tenantry.registry.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.registry.domain.Fixtures;
import io.tenantry.registry.domain.ModuleName;
import io.tenantry.registry.domain.ModuleVersion;
import io.tenantry.registry.domain.Version;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PublishingVersionsTest {

  private final InMemory registry = new InMemory();
  private final PublishVersion useCase =
      new PublishVersion(registry, registry, registry, Clock.fixed(Fixtures.NOW, ZoneOffset.UTC));

  @Test
  void aDraftBecomesInstallableAndEverybodyIsTold() {
    registry.has(Fixtures.draft("card", "1.0.0"));

    assertThat(publish("card", "1.0.0")).get().matches(ModuleVersion::isPublished);
    assertThat(registry.versions.get("card@1.0.0").publishedAt()).contains(Fixtures.NOW);
    assertThat(registry.events).containsExactly("published card@1.0.0");
  }

  @Test
  void aPublishedVersionStaysSoAndNobodyIsToldAgain() {
    registry.has(Fixtures.published("card", "1.0.0"));

    assertThat(publish("card", "1.0.0")).isPresent();
    assertThat(registry.events).isEmpty();
  }

  @Test
  void whatNobodyRegisteredCannotBePublished() {
    assertThat(publish("card", "1.0.0")).isEmpty();
  }

  private Optional<ModuleVersion> publish(String name, String version) {
    Origin origin = new Origin("somebody", Optional.empty(), Optional.empty());
    return useCase.handle(new ModuleName(name), Version.of(version), origin).await().indefinitely();
  }
}
