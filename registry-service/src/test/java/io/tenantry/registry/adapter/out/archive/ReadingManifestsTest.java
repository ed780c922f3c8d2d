package io.tenantry.registry.adapter.out.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tenantry.registry.adapter.out.semver.Npm;
import io.tenantry.registry.domain.Manifest;
import io.tenantry.registry.domain.PackageFile;
import io.tenantry.registry.domain.PackageProblem;
import io.tenantry.registry.domain.RequiredExtension;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingManifestsTest {

  private static final String GOOD =
      """
      manifest: 1
      name: card
      version: 1.0.0
      title: Card
      description: Cards.
      namespace: App
      """;

  private final ManifestReader reader = new ManifestReader(new ManifestMapper(Npm.notation()));

  @Test
  void everythingThatItSaysIsRead() {
    Manifest manifest =
        read(GOOD
                + """
                    provides: {card-design: 1.2.0}
                    requires:
                      capabilities: {printing: "4.2 || 5.0"}
                      extensions: {pgcrypto: ">=1.3", uuid-ossp: "*"}
                    landlord: {compatibleFrom: 0.9.0}
                    undo: required
                    upgrade: offline
                    nonTransactional: [db/tenant/V2__i.sql]
                    participant: {timeout: 90s}
                    """)
            .manifest();

    assertThat(manifest.provides()).hasToString("[Capability[name=card-design, version=1.2.0]]");
    assertThat(manifest.requiredCapabilities().get(0).range().text()).isEqualTo("4.2 || 5.0");
    assertThat(manifest.requiredExtensions())
        .containsExactly(
            new RequiredExtension("pgcrypto", ">=1.3"), new RequiredExtension("uuid-ossp", "*"));
    assertThat(manifest.wayBack().landlordCompatibleFrom()).hasToString("Optional[0.9.0]");
    assertThat(manifest.wayBack().undo()).isTrue();
    assertThat(manifest.wayBack().offline()).isTrue();
    assertThat(manifest.wayBack().nonTransactional()).containsExactly("db/tenant/V2__i.sql");
    assertThat(manifest.participantTimeout()).contains(Duration.ofSeconds(90));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "{timeout: 0s}", "{timeout: 30}", "{timeout: 1h}", "{timeout: PT30S}"})
  void aServiceThatTakesPartHasToSayForHowLong(String participant) {
    assertThat(problems(GOOD + "participant: " + participant + "\n"))
        .extracting(PackageProblem::code)
        .containsExactly("manifest-invalid");
  }

  @Test
  void whoSaysNothingOfAServiceHasNone() {
    assertThat(read(GOOD).manifest().participantTimeout()).isEmpty();
    assertThat(read(GOOD + "participant: {timeout: 5m}\n").manifest().participantTimeout())
        .contains(Duration.ofMinutes(5));
  }

  @Test
  void whatIsWrongIsToldWithItsLine() {
    assertThat(problems(GOOD + "colour: red\nrequires:\n  features:\n    - Not A Feature\n"))
        .extracting(PackageProblem::code, problem -> problem.line().getAsInt())
        .contains(tuple("manifest-invalid", 10));
    assertThat(problems("manifest: 1\nname: [b"))
        .extracting(PackageProblem::code)
        .containsExactly("manifest-unreadable");
    assertThat(problems("- a\n- b\n")).isNotEmpty();
    assertThat(problems("")).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[pgcrypto]",
        "{pgcrypto: 1.3}",
        "{pgcrypto: ^1.3}",
        "{pgcrypto: '>=1.3-beta'}",
        "{Pgcrypto: '*'}",
        "{'pg crypto': '*'}"
      })
  void anExtensionIsNamedWithTheOldestVersionThatWillDo(String extensions) {
    assertThat(problems(GOOD + "requires:\n  extensions: " + extensions + "\n"))
        .extracting(PackageProblem::code)
        .isNotEmpty()
        .containsOnly("manifest-invalid");
  }

  @Test
  void aKeyThatIsThereTwiceIsTold() {
    assertThat(problems(GOOD + "name: other\n"))
        .extracting(PackageProblem::code)
        .containsExactly("manifest-unreadable");
  }

  @Test
  void anAliasThatGrowsWithoutEndIsRefused() {
    StringBuilder bomb = new StringBuilder(GOOD).append("a: &a [x, x, x, x, x, x, x, x, x]\n");
    for (char c = 'b'; c < 'k'; c++) {
      bomb.append("%c: &%c [%s]\n".formatted(c, c, ("*" + (char) (c - 1) + ", ").repeat(9)));
    }
    assertThat(problems(bomb.toString())).isNotEmpty();
    assertThat(problems("[".repeat(100_000))).isNotEmpty();
  }

  @Test
  void aParameterSchemaThatIsNoneOrPointsElsewhereIsTold() {
    assertThat(
            problems(
                GOOD + "parameters:\n  type: object\n  properties:\n    a: {type: nonsense}\n"))
        .extracting(PackageProblem::code)
        .contains("parameters-schema-invalid");
    assertThat(
            problems(
                GOOD
                    + "parameters:\n  type: object\n  properties:\n    a:\n"
                    + "      $ref: https://elsewhere.example/schema\n"))
        .extracting(PackageProblem::code, problem -> problem.line().getAsInt())
        .containsExactly(tuple("parameters-schema-invalid", 11));
  }

  private List<PackageProblem> problems(String yaml) {
    return read(yaml).problems();
  }

  private ManifestReader.Result read(String yaml) {
    return reader.read(new PackageFile("module.yaml", yaml));
  }
}
