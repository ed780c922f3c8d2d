package io.tenantry.registry.domain.resolution;

import static io.tenantry.registry.domain.Fixtures.manifests;
import static io.tenantry.registry.domain.Fixtures.published;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.registry.adapter.out.semver.Npm;
import io.tenantry.registry.domain.Capability;
import io.tenantry.registry.domain.CapabilityName;
import io.tenantry.registry.domain.CapabilityRequirement;
import io.tenantry.registry.domain.Fixtures;
import io.tenantry.registry.domain.ModuleName;
import io.tenantry.registry.domain.ModuleRange;
import io.tenantry.registry.domain.ModuleVersion;
import io.tenantry.registry.domain.Requirement;
import io.tenantry.registry.domain.Version;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DependencyGraphTest {

  private final Catalogue catalogue =
      Catalogue.of(
          List.of(
              card(),
              Fixtures.draft("mail", "2.1.0"),
              mail("2.0.0", "4.0.0"),
              mail("1.0.0", "3.0.0"),
              published("identity", "1.1.0", "mail *"),
              published("identity", "1.0.0")));

  @Test
  void whatAVersionNeedsAndUsesIsShownWithWhatWouldDo() {
    assertThat(dependencies("card", "1.0.0", false))
        .containsExactly(
            "card@1.0.0 NEEDS_MODULE identity ^1 [identity@1.1.0, identity@1.0.0]",
            "card@1.0.0 NEEDS_CAPABILITY sending ^4 [mail@2.0.0]",
            "card@1.0.0 USES_CAPABILITY printing * []");
  }

  @Test
  void whatThatNeedsFollowsInTheNewestVersions() {
    assertThat(dependencies("card", "1.0.0", true))
        .hasSize(4)
        .endsWith("identity@1.1.0 NEEDS_MODULE mail * [mail@2.0.0, mail@1.0.0]");
  }

  @Test
  void whoNeedsOrUsesAVersionIsShown() {
    assertThat(dependents("mail", "2.0.0", false))
        .containsExactly(
            "card@1.0.0 NEEDS_CAPABILITY sending ^4 [mail@2.0.0]",
            "identity@1.1.0 NEEDS_MODULE mail * [mail@2.0.0, mail@1.0.0]");
    assertThat(dependents("identity", "1.0.0", false))
        .containsExactly("card@1.0.0 NEEDS_MODULE identity ^1 [identity@1.1.0, identity@1.0.0]");
  }

  @Test
  void whoNeedsThoseFollows() {
    assertThat(dependents("mail", "1.0.0", false)).hasSize(1);
    assertThat(dependents("mail", "1.0.0", true))
        .containsExactly(
            "identity@1.1.0 NEEDS_MODULE mail * [mail@2.0.0, mail@1.0.0]",
            "card@1.0.0 NEEDS_MODULE identity ^1 [identity@1.1.0, identity@1.0.0]");
  }

  @Test
  void anUnknownVersionHasNone() {
    assertThat(
            DependencyGraph.dependencies(
                catalogue, new ModuleName("card"), Version.of("9.0.0"), true))
        .isEmpty();
    assertThat(
            DependencyGraph.dependents(
                catalogue, new ModuleName("nobody"), Version.of("1.0.0"), true))
        .isEmpty();
  }

  private List<String> dependencies(String module, String version, boolean transitive) {
    return edges(
        DependencyGraph.dependencies(
            catalogue, new ModuleName(module), Version.of(version), transitive));
  }

  private List<String> dependents(String module, String version, boolean transitive) {
    return edges(
        DependencyGraph.dependents(
            catalogue, new ModuleName(module), Version.of(version), transitive));
  }

  private static List<String> edges(Optional<DependencyGraph> graph) {
    return graph.orElseThrow().edges().stream()
        .map(
            one ->
                "%s %s %s %s %s"
                    .formatted(one.from(), one.kind(), one.target(), one.range(), one.fitting()))
        .toList();
  }

  /** Beside what it needs and uses, it excludes two modules, which makes them no dependencies. */
  private static ModuleVersion card() {
    return published(
        manifests("card", "1.0.0")
            .needs(new Requirement(new ModuleName("identity"), Npm.range("^1")))
            .needs(new CapabilityRequirement(new CapabilityName("sending"), Npm.range("^4")))
            .needs(new CapabilityRequirement(new CapabilityName("printing"), Npm.range("*"), true))
            .conflicts(new ModuleRange(new ModuleName("mail"), Npm.range("^1")))
            .replaces(new ModuleRange(new ModuleName("identity"), Npm.range("^0.9")))
            .build());
  }

  private static ModuleVersion mail(String version, String sending) {
    return published(
        manifests("mail", version)
            .provides(List.of(new Capability(new CapabilityName("sending"), Version.of(sending))))
            .build());
  }
}
