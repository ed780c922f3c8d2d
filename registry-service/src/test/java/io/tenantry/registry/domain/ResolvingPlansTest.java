package io.tenantry.registry.domain;

import static io.tenantry.registry.domain.Fixtures.published;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.registry.adapter.out.semver.Npm;
import io.tenantry.registry.domain.PlanOutcome.NoPlan;
import io.tenantry.registry.domain.PlanOutcome.Plan;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResolvingPlansTest {

  private final List<ModuleVersion> catalogue = new ArrayList<>();
  private final List<InstalledModule> installed = new ArrayList<>();

  @Test
  void theNewestVersionInRangeIsInstalled() {
    given(published("card", "1.0.0"), published("card", "1.10.0"), published("card", "1.9.0"));
    given(published("card", "2.0.0"));

    assertThat(planFor("card", "^1")).containsExactly("card 1.10.0 REQUESTED");
  }

  @Test
  void whatAModuleNeedsComesBeforeIt() {
    given(published("card", "1.0.0", "holder ^1", "mail ^2"));
    given(published("holder", "1.1.0", "identity *"), published("mail", "2.0.0", "identity ^3"));
    given(published("identity", "3.4.0"));

    assertThat(planFor("card", "*"))
        .containsExactly(
            "identity 3.4.0 DEPENDENCY",
            "holder 1.1.0 DEPENDENCY",
            "mail 2.0.0 DEPENDENCY",
            "card 1.0.0 REQUESTED");
  }

  @Test
  void oneVersionSatisfiesEverybodyWhoNeedsAModule() {
    given(published("card", "1.0.0", "holder *", "identity >=1"));
    given(published("holder", "1.0.0", "identity <3"));
    given(published("identity", "1.0.0"), published("identity", "2.0.0"));
    given(published("identity", "3.0.0"));

    assertThat(planFor("card", "*")).contains("identity 2.0.0 DEPENDENCY");
  }

  @Test
  void anOlderVersionIsTakenWhenTheNewestLeadsNowhere() {
    given(published("card", "1.0.0", "identity ^1"), published("card", "2.0.0", "identity ^9"));
    given(published("identity", "1.0.0"));

    assertThat(planFor("card", "*"))
        .containsExactly("identity 1.0.0 DEPENDENCY", "card 1.0.0 REQUESTED");
  }

  @Test
  void choicesThatContradictEachOtherEndInAPlan() {
    given(published("a1", "1.0.0", "b1 *"), published("a1", "2.0.0", "b1 *"));
    given(published("b1", "1.0.0"), published("b1", "2.0.0", "a1 <2"));

    assertThat(planFor("a1", "*")).containsExactly("b1 1.0.0 DEPENDENCY", "a1 2.0.0 REQUESTED");
  }

  @Test
  void whatTheTenantHasStaysAsItIs() {
    given(published("card", "1.0.0", "identity ^1"));
    given(published("identity", "1.0.0"), published("identity", "1.5.0"));
    has("identity", "1.0.0");

    assertThat(planFor("card", "*")).containsExactly("card 1.0.0 REQUESTED");
  }

  @Test
  void anInstalledVersionThatDoesNotFitIsNoPlan() {
    given(published("card", "1.0.0", "identity ^2"), published("identity", "2.0.0"));
    has("identity", "1.0.0");

    NoPlan reason = noPlanFor("card", "*");
    assertThat(reason.code()).isEqualTo("installed-version-out-of-range");
    assertThat(reason.explanation())
        .isEqualTo(
            "card 1.0.0 needs identity ^2, but the tenant has 1.0.0. Upgrade 'identity' first.");
  }

  @Test
  void anUnknownModuleIsNoPlan() {
    NoPlan reason = noPlanFor("card", "*");

    assertThat(reason.code()).isEqualTo("unknown-module");
    assertThat(reason.explanation())
        .isEqualTo("No published version of module 'card' exists. Publish one first.");
  }

  @Test
  void noVersionInRangeIsNoPlan() {
    given(published("card", "1.0.0"), published("card", "1.1.0"));

    NoPlan reason = noPlanFor("card", "^2");
    assertThat(reason.code()).isEqualTo("no-version-in-range");
    assertThat(reason.explanation())
        .isEqualTo("the request needs card ^2, but published are only: 1.1.0, 1.0.0.");
  }

  @Test
  void aMissingDependencyIsNoPlan() {
    given(published("card", "1.0.0", "identity ^1"));

    NoPlan reason = noPlanFor("card", "*");
    assertThat(reason.code()).isEqualTo("missing-dependency");
    assertThat(reason.explanation()).contains("card 1.0.0 needs identity ^1");
  }

  @Test
  void rangesThatExcludeEachOtherAreNoPlan() {
    given(published("card", "1.0.0", "holder *", "identity ^1"));
    given(published("holder", "1.0.0", "identity ^2"));
    given(published("identity", "1.0.0"), published("identity", "2.0.0"));

    NoPlan reason = noPlanFor("card", "*");
    assertThat(reason.code()).isEqualTo("no-version-in-range");
    assertThat(reason.explanation())
        .contains("card 1.0.0 needs identity ^1 and holder 1.0.0 needs identity ^2");
  }

  @Test
  void modulesThatNeedEachOtherAreNoPlan() {
    given(published("card", "1.0.0", "holder *"), published("holder", "1.0.0", "card *"));

    NoPlan reason = noPlanFor("card", "*");
    assertThat(reason.code()).isEqualTo("dependency-cycle");
    assertThat(reason.explanation()).contains("card -> holder -> card");
  }

  @Test
  void aSearchWithoutEndIsGivenUp() {
    for (int module = 0; module < 12; module++) {
      for (int version = 1; version <= 6; version++) {
        given(published("m" + module, version + ".0.0", "m" + (module + 1) + " *"));
      }
    }
    given(published("m12", "1.0.0", "m0 >=9"));

    assertThat(noPlanFor("m0", "*").code()).isEqualTo("too-complex");
  }

  @Test
  void prereleasesAreInstalledWhenTheyAreAskedFor() {
    given(published("card", "1.0.0"), published("card", "1.1.0-rc.1"));

    assertThat(planFor("card", "*")).containsExactly("card 1.0.0 REQUESTED");
    assertThat(resolve(new PlanRequest(new ModuleName("card"), Npm.range("*"), List.of(), true)))
        .extracting(outcome -> items(outcome))
        .isEqualTo(List.of("card 1.1.0-rc.1 REQUESTED"));
  }

  private void given(ModuleVersion... versions) {
    catalogue.addAll(List.of(versions));
  }

  private void has(String module, String version) {
    installed.add(
        new InstalledModule(new ModuleName(module), Version.of(version), InstalledAs.REQUESTED));
  }

  private List<String> planFor(String module, String range) {
    return items(resolve(request(module, range)));
  }

  private NoPlan noPlanFor(String module, String range) {
    return resolve(request(module, range))
        .fold(
            plan -> {
              throw new AssertionError("there is a plan: " + items(plan));
            },
            reason -> reason);
  }

  private PlanRequest request(String module, String range) {
    return new PlanRequest(new ModuleName(module), Npm.range(range), installed, false);
  }

  private PlanOutcome resolve(PlanRequest request) {
    return PlanResolver.resolve(Catalogue.of(catalogue), request);
  }

  private static List<String> items(PlanOutcome outcome) {
    Plan plan =
        outcome.fold(
            found -> found,
            reason -> {
              throw new AssertionError("there is no plan: " + reason);
            });
    return plan.items().stream()
        .map(
            item ->
                item.version().name() + " " + item.version().version() + " " + item.installedAs())
        .toList();
  }
}
