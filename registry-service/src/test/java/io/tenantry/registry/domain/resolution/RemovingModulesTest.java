package io.tenantry.registry.domain.resolution;

import static io.tenantry.registry.domain.Fixtures.published;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.registry.adapter.out.semver.Npm;
import io.tenantry.registry.domain.Capability;
import io.tenantry.registry.domain.CapabilityName;
import io.tenantry.registry.domain.CapabilityRequirement;
import io.tenantry.registry.domain.Fixtures;
import io.tenantry.registry.domain.InstalledAs;
import io.tenantry.registry.domain.InstalledModule;
import io.tenantry.registry.domain.InvalidValue;
import io.tenantry.registry.domain.ModuleName;
import io.tenantry.registry.domain.ModuleVersion;
import io.tenantry.registry.domain.PlanItem;
import io.tenantry.registry.domain.Version;
import io.tenantry.registry.domain.VersionStatus;
import io.tenantry.registry.domain.resolution.Resolution.Plan;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RemovingModulesTest {

  private final List<ModuleVersion> catalogue = new ArrayList<>();
  private final List<InstalledModule> installed = new ArrayList<>();
  private boolean removeUnused;

  @Test
  void whatTheModuleLeavesWithoutANeedIsOffered() {
    has("card", "holder ^1");
    dependency("holder", "identity *");
    dependency("identity");

    assertThat(removed("card")).containsExactly("REMOVE card 1.0.0 from 1.0.0 REQUESTED");
    assertThat(unused("card")).containsExactly("holder", "identity");
  }

  @Test
  void itGoesAfterTheModuleWhereThatIsAskedFor() {
    has("card", "holder ^1");
    dependency("holder", "identity *");
    dependency("identity");
    removeUnused = true;

    assertThat(removed("card"))
        .containsExactly(
            "REMOVE card 1.0.0 from 1.0.0 REQUESTED",
            "REMOVE holder 1.0.0 from 1.0.0 DEPENDENCY",
            "REMOVE identity 1.0.0 from 1.0.0 DEPENDENCY");
    assertThat(unused("card")).isEmpty();
  }

  @Test
  void whatAnotherModuleNeedsStays() {
    has("card", "holder ^1");
    has("shop", "identity *");
    dependency("holder", "identity *");
    dependency("identity");
    removeUnused = true;

    assertThat(removed("card"))
        .containsExactly(
            "REMOVE card 1.0.0 from 1.0.0 REQUESTED", "REMOVE holder 1.0.0 from 1.0.0 DEPENDENCY");
  }

  @Test
  void whatWasAskedForByNameStays() {
    has("card", "identity *");
    has("identity");
    removeUnused = true;

    assertThat(removed("card")).containsExactly("REMOVE card 1.0.0 from 1.0.0 REQUESTED");
  }

  @Test
  void anUnusedDependencyThatTheModuleNeverLedToStays() {
    has("card");
    dependency("leftover");
    removeUnused = true;

    assertThat(removed("card")).containsExactly("REMOVE card 1.0.0 from 1.0.0 REQUESTED");
    assertThat(unused("card")).isEmpty();
  }

  @Test
  void whatIsStillNeededIsNotRemovedAndTheReasonNamesEverybodyAndTheirRanges() {
    has("identity");
    has("card", "identity ^1");
    has("shop", "identity >=1");

    Explanation explanation = refusal("identity");

    assertThat(explanation.code()).isEqualTo("needed-by-others");
    assertThat(explanation.text())
        .isEqualTo(
            "The request removes identity. card 1.0.0 needs identity ^1."
                + " shop 1.0.0 needs identity >=1."
                + " The tenant has card 1.0.0, and its removal was not asked for."
                + " The tenant has shop 1.0.0, and its removal was not asked for."
                + " Uninstall card first. Uninstall shop first.");
  }

  @Test
  void aCapabilityThatAnotherModuleProvidesTooIsNotMissed() {
    provider("press");
    provider("plotter");
    printing("card");

    assertThat(removed("press")).containsExactly("REMOVE press 1.0.0 from 1.0.0 REQUESTED");
  }

  @Test
  void nothingComesInPlaceOfTheOnlyOneThatProvidesIt() {
    provider("press");
    printing("card");
    catalogue.add(providing("plotter"));

    assertThat(refusal("press").text()).contains("card 1.0.0 needs the capability printing *.");
  }

  @Test
  void aVersionThatNobodyGetsAnyMoreIsRemovedLikeAnyOther() {
    has("card");
    catalogue.set(0, catalogue.get(0).with(VersionStatus.WITHDRAWN, "broken", Fixtures.NOW));

    assertThat(removed("card")).containsExactly("REMOVE card 1.0.0 from 1.0.0 REQUESTED");
  }

  @Test
  void whatWasBrokenBeforeKeepsNobody() {
    has("card", "gone ^1");
    has("shop");

    assertThat(removed("shop")).containsExactly("REMOVE shop 1.0.0 from 1.0.0 REQUESTED");
  }

  @Test
  void modulesThatNeedEachOtherGoTogether() {
    has("card", "holder *");
    dependency("holder", "identity *");
    dependency("identity", "holder *");
    removeUnused = true;

    assertThat(removed("card")).hasSize(3).first().asString().startsWith("REMOVE card");
  }

  @Test
  void whatTheTenantDoesNotHaveIsNotRemoved() {
    assertThat(refusal("card").code()).isEqualTo("not-installed");
  }

  @Test
  void whatWasNeverPublishedIsNotInstalled() {
    installed.add(module("card", InstalledAs.REQUESTED));

    assertThatThrownBy(() -> refusal("card"))
        .isInstanceOf(InvalidValue.class)
        .hasMessage("card 1.0.0 is said to be installed, but was never published");
  }

  private void has(String module, String... requirements) {
    catalogue.add(published(module, "1.0.0", requirements));
    installed.add(module(module, InstalledAs.REQUESTED));
  }

  private void dependency(String module, String... requirements) {
    catalogue.add(published(module, "1.0.0", requirements));
    installed.add(module(module, InstalledAs.DEPENDENCY));
  }

  private void provider(String module) {
    catalogue.add(providing(module));
    installed.add(module(module, InstalledAs.REQUESTED));
  }

  private static ModuleVersion providing(String module) {
    return Fixtures.published(
        Fixtures.manifests(module, "1.0.0")
            .provides(List.of(new Capability(new CapabilityName("printing"), Version.of("1.0.0"))))
            .build());
  }

  private void printing(String module) {
    catalogue.add(
        Fixtures.published(
            Fixtures.manifests(module, "1.0.0")
                .needs(
                    new CapabilityRequirement(
                        new CapabilityName("printing"), Npm.range("*"), false))
                .build()));
    installed.add(module(module, InstalledAs.REQUESTED));
  }

  private static InstalledModule module(String module, InstalledAs installedAs) {
    return new InstalledModule(new ModuleName(module), Version.of("1.0.0"), installedAs);
  }

  private List<String> removed(String module) {
    return plan(module).items().stream().map(RemovingModulesTest::text).toList();
  }

  private static String text(PlanItem item) {
    return "%s %s %s from %s %s"
        .formatted(
            item.action(),
            item.module(),
            item.version().version(),
            item.from().orElseThrow(),
            item.installedAs());
  }

  private List<String> unused(String module) {
    return plan(module).unused().stream().map(one -> one.module().value()).toList();
  }

  private Plan plan(String module) {
    return resolve(module)
        .fold(
            plan -> plan,
            none -> {
              throw new AssertionError(none.explanation().text());
            });
  }

  private Explanation refusal(String module) {
    return resolve(module)
        .fold(
            plan -> {
              throw new AssertionError("it would be removed: " + plan);
            },
            Resolution.NoPlan::explanation);
  }

  private Resolution resolve(String module) {
    return Removal.of(Catalogue.of(catalogue), new ModuleName(module), installed, removeUnused);
  }
}
