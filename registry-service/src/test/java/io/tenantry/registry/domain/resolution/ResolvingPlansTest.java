package io.tenantry.registry.domain.resolution;

import static io.tenantry.registry.domain.Fixtures.published;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.registry.adapter.out.sat.Sat;
import io.tenantry.registry.adapter.out.semver.Npm;
import io.tenantry.registry.domain.Capability;
import io.tenantry.registry.domain.CapabilityName;
import io.tenantry.registry.domain.CapabilityRequirement;
import io.tenantry.registry.domain.Fixtures;
import io.tenantry.registry.domain.InstalledAs;
import io.tenantry.registry.domain.InstalledModule;
import io.tenantry.registry.domain.InvalidValue;
import io.tenantry.registry.domain.ModuleName;
import io.tenantry.registry.domain.ModuleRange;
import io.tenantry.registry.domain.ModuleVersion;
import io.tenantry.registry.domain.Requirement;
import io.tenantry.registry.domain.Version;
import io.tenantry.registry.domain.VersionStatus;
import io.tenantry.registry.domain.resolution.Resolution.Plan;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResolvingPlansTest {

  private final List<ModuleVersion> catalogue = new ArrayList<>();
  private final List<InstalledModule> installed = new ArrayList<>();
  private ResolutionOptions options = ResolutionOptions.NONE;

  @Test
  void theNewestVersionInRangeIsInstalled() {
    given(published("card", "1.0.0"), published("card", "1.10.0"), published("card", "1.9.0"));
    given(published("card", "2.0.0"));

    assertThat(plan(install("card", "^1"))).containsExactly("INSTALL card 1.10.0 REQUESTED");
  }

  @Test
  void whatAModuleNeedsComesBeforeIt() {
    given(published("card", "1.0.0", "holder ^1", "mail ^2"));
    given(published("holder", "1.1.0", "identity *"), published("mail", "2.0.0", "identity ^3"));
    given(published("identity", "3.4.0"));

    assertThat(plan(install("card", "*")))
        .containsExactly(
            "INSTALL identity 3.4.0 DEPENDENCY",
            "INSTALL holder 1.1.0 DEPENDENCY",
            "INSTALL mail 2.0.0 DEPENDENCY",
            "INSTALL card 1.0.0 REQUESTED");
  }

  @Test
  void anOlderVersionIsTakenWhenTheNewestLeadsNowhere() {
    given(published("card", "1.0.0", "identity ^1"), published("card", "2.0.0", "identity ^9"));
    given(published("identity", "1.0.0"));

    assertThat(plan(install("card", "*")))
        .containsExactly("INSTALL identity 1.0.0 DEPENDENCY", "INSTALL card 1.0.0 REQUESTED");
  }

  @Test
  void whatTheTenantHasStaysAsItIs() {
    given(published("card", "1.0.0", "identity ^1"));
    given(published("identity", "1.0.0"), published("identity", "1.5.0"));
    has("identity", "1.0.0");

    assertThat(plan(install("card", "*"))).containsExactly("INSTALL card 1.0.0 REQUESTED");
    assertThat(plan(install("identity", "^1"))).isEmpty();
  }

  @Test
  void anUpgradeTakesTheNewestAndWhatItNeeds() {
    given(published("card", "1.0.0"), published("card", "2.0.0", "mail *"));
    given(published("mail", "1.0.0"));
    has("card", "1.0.0");

    assertThat(plan(new Change.Upgrade(new ModuleName("card"), Npm.range("*"))))
        .containsExactly(
            "INSTALL mail 1.0.0 DEPENDENCY", "UPGRADE card 2.0.0 REQUESTED from 1.0.0");
  }

  @Test
  void dependentsAreUpgradedWithItWhereThatIsAllowed() {
    given(published("identity", "1.0.0"), published("identity", "2.0.0"));
    given(published("card", "1.0.0", "identity ^1"), published("card", "1.1.0", "identity ^2"));
    has("identity", "1.0.0");
    has("card", "1.0.0");
    Change upgrade = new Change.Upgrade(new ModuleName("identity"), Npm.range("^2"));

    Explanation explanation = refusal(upgrade);
    assertThat(explanation.code()).isEqualTo("installed-version-out-of-range");
    assertThat(explanation.remedies())
        .contains(
            new Remedy("Upgrade card to 1.1.0 first, or allow upgrades of other modules.", true));

    options = new ResolutionOptions(false, true, false);
    assertThat(plan(upgrade))
        .containsExactly(
            "UPGRADE identity 2.0.0 REQUESTED from 1.0.0",
            "UPGRADE card 1.1.0 REQUESTED from 1.0.0");
  }

  @Test
  void dependentsAreRemovedWithItWhereThatIsAskedFor() {
    given(published("identity", "1.0.0"), published("card", "1.0.0", "identity ^1"));
    has("identity", "1.0.0");
    has("card", "1.0.0");
    Change uninstall = new Change.Uninstall(new ModuleName("identity"));

    Explanation explanation = refusal(uninstall);
    assertThat(explanation.code()).isEqualTo("needed-by-others");
    assertThat(explanation.text())
        .isEqualTo(
            "The request removes identity. card 1.0.0 needs identity ^1."
                + " The tenant has card 1.0.0, and its removal was not asked for."
                + " Uninstall card too.");

    options = new ResolutionOptions(false, false, true);
    assertThat(plan(uninstall))
        .containsExactly(
            "REMOVE card 1.0.0 REQUESTED from 1.0.0", "REMOVE identity 1.0.0 REQUESTED from 1.0.0");
  }

  @Test
  void whatNobodyNeedsAnyMoreIsOfferedForRemoval() {
    given(published("identity", "1.0.0"), published("card", "1.0.0", "identity ^1"));
    installed.add(
        new InstalledModule(
            new ModuleName("identity"), Version.of("1.0.0"), InstalledAs.DEPENDENCY));
    has("card", "1.0.0");

    Plan plan = found(new Change.Uninstall(new ModuleName("card")));

    assertThat(plan.items()).hasSize(1);
    assertThat(plan.unused()).extracting(one -> one.module().value()).containsExactly("identity");
  }

  @Test
  void aCapabilityIsProvidedByWhoeverIsThere() {
    given(needsCapability("card", "printing", "4.2 || 5.0"));
    given(provides("press", "printing", "5.0.0"), provides("plotter", "printing", "4.2.0"));

    assertThat(plan(install("card", "*")))
        .containsExactly("INSTALL plotter 1.0.0 DEPENDENCY", "INSTALL card 1.0.0 REQUESTED");

    has("press", "1.0.0");
    assertThat(plan(install("card", "*"))).containsExactly("INSTALL card 1.0.0 REQUESTED");
  }

  @Test
  void modulesMayNeedEachOtherOverACapability() {
    given(
        Fixtures.published(
            Fixtures.manifests("press", "1.0.0")
                .needs(new Requirement(new ModuleName("card"), Npm.range("*")))
                .provides(List.of(capability("printing", "1.0.0")))
                .build()));
    given(needsCapability("card", "printing", "*"));

    assertThat(plan(install("card", "*")))
        .containsExactly("INSTALL card 1.0.0 REQUESTED", "INSTALL press 1.0.0 DEPENDENCY");
  }

  @Test
  void modulesThatNeedEachOtherByNameAreNoPlan() {
    given(published("card", "1.0.0", "holder *"), published("holder", "1.0.0", "card *"));

    Explanation explanation = refusal(install("card", "*"));
    assertThat(explanation.code()).isEqualTo("dependency-cycle");
    assertThat(explanation.text()).contains("card -> holder -> card");
  }

  @Test
  void anOptionalModuleIsNeverPulledInButItsRangeHolds() {
    given(
        Fixtures.published(
            Fixtures.manifests("card", "1.0.0")
                .needs(new Requirement(new ModuleName("mail"), Npm.range("^2"), true))
                .build()));
    given(published("mail", "1.0.0"), published("mail", "2.0.0"));

    assertThat(plan(install("card", "*"))).containsExactly("INSTALL card 1.0.0 REQUESTED");

    has("mail", "1.0.0");
    assertThat(refusal(install("card", "*")).text())
        .contains("card 1.0.0 goes with mail ^2 only.", "Upgrade mail to 2.0.0 first");
  }

  @Test
  void aConflictIsTold() {
    given(
        Fixtures.published(
            Fixtures.manifests("card", "1.0.0")
                .conflicts(new ModuleRange(new ModuleName("legacy"), Npm.range("*")))
                .build()));
    given(published("legacy", "1.0.0"));
    has("legacy", "1.0.0");

    Explanation explanation = refusal(install("card", "*"));
    assertThat(explanation.code()).isEqualTo("conflict");
    assertThat(explanation.remedies()).contains(new Remedy("Uninstall legacy too.", true));
  }

  @Test
  void whatIsReplacedGoes() {
    given(
        Fixtures.published(
            Fixtures.manifests("card", "1.0.0")
                .replaces(new ModuleRange(new ModuleName("legacy"), Npm.range("<2")))
                .build()));
    given(published("legacy", "1.0.0"));
    has("legacy", "1.0.0");

    assertThat(plan(install("card", "*")))
        .containsExactly(
            "REMOVE legacy 1.0.0 REQUESTED from 1.0.0", "INSTALL card 1.0.0 REQUESTED");
  }

  @Test
  void anUnknownModuleIsNoPlan() {
    Explanation explanation = refusal(install("card", "*"));

    assertThat(explanation.code()).isEqualTo("unknown-module");
    assertThat(explanation.text())
        .isEqualTo(
            "The request asks for card *, but no version of it can be installed."
                + " Publish a version of card.");
  }

  @Test
  void noVersionInRangeIsNoPlan() {
    given(published("card", "1.0.0"), published("card", "1.1.0"));

    Explanation explanation = refusal(install("card", "^2"));
    assertThat(explanation.code()).isEqualTo("no-version-in-range");
    assertThat(explanation.text())
        .isEqualTo(
            "The request asks for card ^2, but there is only 1.1.0, 1.0.0."
                + " Ask for card 1.1.0, which can be had.");
  }

  @Test
  void aMissingDependencyIsNoPlan() {
    given(published("card", "1.0.0", "identity ^1"));

    Explanation explanation = refusal(install("card", "*"));
    assertThat(explanation.code()).isEqualTo("missing-dependency");
    assertThat(explanation.text())
        .contains(
            "card 1.0.0 needs identity ^1, but no version of it can be installed.",
            "Publish identity ^1.");
  }

  @Test
  void rangesThatExcludeEachOtherAreNoPlan() {
    given(published("card", "1.0.0", "holder *", "identity ^1"));
    given(published("holder", "1.0.0", "identity ^2"));
    given(published("identity", "1.0.0"), published("identity", "2.0.0"));

    Explanation explanation = refusal(install("card", "*"));
    assertThat(explanation.code()).isEqualTo("no-version-in-range");
    assertThat(explanation.reasons()).hasSize(4);
    assertThat(explanation.text())
        .contains("card 1.0.0 needs identity ^1.", "holder 1.0.0 needs identity ^2.");
  }

  @Test
  void prereleasesAreInstalledWhenTheyAreAskedFor() {
    given(published("card", "1.0.0"), published("card", "1.1.0-rc.1"));

    assertThat(plan(install("card", "*"))).containsExactly("INSTALL card 1.0.0 REQUESTED");
    options = new ResolutionOptions(true, false, false);
    assertThat(plan(install("card", "*"))).containsExactly("INSTALL card 1.1.0-rc.1 REQUESTED");
  }

  @Test
  void aPrereleaseThatWouldDoIsOffered() {
    given(published("card", "1.0.0", "identity *"), published("identity", "2.0.0-rc.1"));

    Explanation explanation = refusal(install("card", "*"));
    assertThat(explanation.text())
        .contains("identity 2.0.0-rc.1 is a pre-release, which nothing names.");
    assertThat(explanation.remedies()).contains(new Remedy("Allow pre-releases.", true));
  }

  @Test
  void aDeprecatedVersionHasToBeNamedExactly() {
    given(published("card", "1.0.0", "identity ^1"));
    given(published("identity", "1.0.0").with(VersionStatus.DEPRECATED, "old", Fixtures.NOW));

    assertThat(refusal(install("card", "*")).text())
        .contains("identity 1.0.0 is deprecated, and nothing asks for exactly this version.");
    given(published("card", "1.1.0", "identity 1.0.0"));
    assertThat(plan(install("card", "*")))
        .containsExactly("INSTALL identity 1.0.0 DEPENDENCY", "INSTALL card 1.1.0 REQUESTED");
  }

  @Test
  void whatIsNotInstalledIsNeitherUpgradedNorUninstalled() {
    given(published("card", "1.0.0"));

    assertThat(refusal(new Change.Uninstall(new ModuleName("card"))).code())
        .isEqualTo("not-installed");
  }

  @Test
  void whatWasNeverPublishedIsNotInstalled() {
    has("card", "1.0.0");

    assertThatThrownBy(() -> resolve(install("mail", "*")))
        .isInstanceOf(InvalidValue.class)
        .hasMessage("card 1.0.0 is said to be installed, but was never published");
  }

  private void given(ModuleVersion... versions) {
    catalogue.addAll(List.of(versions));
  }

  private void has(String module, String version) {
    installed.add(
        new InstalledModule(new ModuleName(module), Version.of(version), InstalledAs.REQUESTED));
  }

  private static ModuleVersion needsCapability(String name, String capability, String range) {
    return Fixtures.published(
        Fixtures.manifests(name, "1.0.0")
            .needs(new CapabilityRequirement(new CapabilityName(capability), Npm.range(range)))
            .build());
  }

  private static ModuleVersion provides(String name, String capability, String version) {
    return Fixtures.published(
        Fixtures.manifests(name, "1.0.0")
            .provides(List.of(capability(capability, version)))
            .build());
  }

  private static Capability capability(String name, String version) {
    return new Capability(new CapabilityName(name), Version.of(version));
  }

  private static Change install(String module, String range) {
    return new Change.Install(new ModuleName(module), Npm.range(range));
  }

  private List<String> plan(Change... changes) {
    return found(changes).items().stream()
        .map(
            item ->
                "%s %s %s %s%s"
                    .formatted(
                        item.action(),
                        item.module(),
                        item.version().version(),
                        item.installedAs(),
                        item.from().map(from -> " from " + from).orElse("")))
        .toList();
  }

  private Plan found(Change... changes) {
    return resolve(changes)
        .fold(
            plan -> plan,
            none -> {
              throw new AssertionError("there is no plan: " + none.explanation().text());
            });
  }

  private Explanation refusal(Change... changes) {
    return resolve(changes)
        .fold(
            plan -> {
              throw new AssertionError("there is a plan: " + plan.items());
            },
            Resolution.NoPlan::explanation);
  }

  private Resolution resolve(Change... changes) {
    return Sat.resolver()
        .resolve(
            Catalogue.of(catalogue), new ResolutionRequest(List.of(changes), installed, options));
  }
}
