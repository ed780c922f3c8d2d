package io.tenantry.registry.application;

import static io.tenantry.registry.domain.VersionStatus.DEPRECATED;
import static io.tenantry.registry.domain.VersionStatus.DRAFT;
import static io.tenantry.registry.domain.VersionStatus.PUBLISHED;
import static io.tenantry.registry.domain.VersionStatus.WITHDRAWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.registry.application.ChangeStatus.Command;
import io.tenantry.registry.application.ChangeStatus.Outcome;
import io.tenantry.registry.domain.Fixtures;
import io.tenantry.registry.domain.ModuleName;
import io.tenantry.registry.domain.ModuleVersion;
import io.tenantry.registry.domain.Version;
import io.tenantry.registry.domain.VersionStatus;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangingStatusTest {

  private static final String CARD = "card@1.0.0";

  private final InMemory registry = new InMemory();
  private final ChangeStatus useCase =
      new ChangeStatus(
          registry,
          registry,
          registry,
          registry,
          registry,
          registry,
          Clock.fixed(Fixtures.NOW, ZoneOffset.UTC));
  private boolean force;
  private Optional<String> expected = Optional.empty();

  @ParameterizedTest
  @CsvSource({
    "DRAFT, PUBLISHED, Done",
    "DRAFT, DEPRECATED, NotAllowed",
    "DRAFT, WITHDRAWN, Done",
    "PUBLISHED, PUBLISHED, Done",
    "PUBLISHED, DEPRECATED, Done",
    "PUBLISHED, WITHDRAWN, Done",
    "DEPRECATED, PUBLISHED, NotAllowed",
    "DEPRECATED, DEPRECATED, Done",
    "DEPRECATED, WITHDRAWN, Done",
    "WITHDRAWN, PUBLISHED, NotAllowed",
    "WITHDRAWN, DEPRECATED, NotAllowed",
    "WITHDRAWN, WITHDRAWN, Done"
  })
  void aVersionGoesForwardOnly(VersionStatus from, VersionStatus to, String outcome) {
    registry.has(in(from));

    assertThat(change(to).getClass().getSimpleName()).isEqualTo(outcome);
    assertThat(registry.versions.get(CARD).status()).isEqualTo(outcome.equals("Done") ? to : from);
  }

  @Test
  void everyChangeIsAFactAndAnAuditEntry() {
    registry.has(in(DRAFT));

    change(PUBLISHED);
    change(DEPRECATED);
    change(WITHDRAWN);

    assertThat(registry.events)
        .containsExactly("PUBLISHED card@1.0.0", "DEPRECATED card@1.0.0", "WITHDRAWN card@1.0.0");
    assertThat(registry.audit)
        .containsExactly(
            "version.published card@1.0.0 ACCEPTED",
            "version.deprecated card@1.0.0 ACCEPTED",
            "version.withdrawn card@1.0.0 ACCEPTED");
    ModuleVersion version = registry.versions.get(CARD);
    assertThat(version.publishedAt()).contains(Fixtures.NOW);
    assertThat(version.statusReason()).isEqualTo("because");
  }

  @Test
  void whatWasDoneBeforeIsNotToldAgain() {
    registry.has(in(PUBLISHED));

    assertThat(change(PUBLISHED)).isInstanceOf(Outcome.Done.class);
    assertThat(registry.events).isEmpty();
    assertThat(registry.audit).isEmpty();
  }

  @Test
  void nobodyIsToldOfADraftThatIsWithdrawn() {
    registry.has(in(DRAFT));

    change(WITHDRAWN);

    assertThat(registry.events).isEmpty();
    assertThat(registry.audit).hasSize(1);
  }

  @Test
  void whatTenantsUseIsWithdrawnByForceOnly() {
    registry.has(in(PUBLISHED));
    registry.usage.put("acme/card", "1.0.0");
    registry.usage.put("umbrella/card", "1.0.0");
    registry.usage.put("wayne/card", "0.9.0");

    assertThat(change(WITHDRAWN))
        .isInstanceOfSatisfying(
            Outcome.InUse.class, refused -> assertThat(refused.usage().tenants()).isEqualTo(2));
    assertThat(registry.audit).containsExactly("version.withdrawn card@1.0.0 IN_USE");

    force = true;
    assertThat(change(WITHDRAWN)).isInstanceOf(Outcome.Done.class);
  }

  @Test
  void whoLookedAtAnOlderStateChangesNothing() {
    registry.has(in(DRAFT));
    expected = Optional.of(registry.versions.get(CARD).revision());
    change(PUBLISHED);

    assertThat(change(DEPRECATED)).isInstanceOf(Outcome.Stale.class);
    assertThat(registry.versions.get(CARD).status()).isEqualTo(PUBLISHED);
  }

  @Test
  void whatNobodyRegisteredIsUnknown() {
    assertThat(change(PUBLISHED)).isInstanceOf(Outcome.Unknown.class);
  }

  private Outcome change(VersionStatus next) {
    Origin origin = new Origin("somebody", "192.0.2.1", Optional.empty(), Optional.empty());
    Command command =
        new Command(new ModuleName("card"), Version.of("1.0.0"), next, "because", force, expected);
    return useCase.handle(command, origin).await().indefinitely();
  }

  private static ModuleVersion in(VersionStatus status) {
    ModuleVersion draft = Fixtures.draft("card", "1.0.0");
    if (status == DRAFT) {
      return draft;
    }
    ModuleVersion published = draft.with(PUBLISHED, "", Fixtures.NOW);
    return status == PUBLISHED ? published : published.with(status, "", Fixtures.NOW);
  }
}
