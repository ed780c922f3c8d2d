package io.tenantry.registry.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.tenantry.registry.application.RegisterPackage.Command;
import io.tenantry.registry.application.RegisterPackage.Outcome;
import io.tenantry.registry.application.port.PackageReader.Reading;
import io.tenantry.registry.application.port.TrustedKeys.Verdict;
import io.tenantry.registry.domain.Fixtures;
import io.tenantry.registry.domain.ModuleName;
import io.tenantry.registry.domain.ModulePackage;
import io.tenantry.registry.domain.PackageFile;
import io.tenantry.registry.domain.PackageProblem;
import io.tenantry.registry.domain.PackageSignature;
import io.tenantry.registry.domain.Version;
import io.tenantry.registry.domain.VersionStatus;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RegisteringPackagesTest {

  private static final PackageSignature SIGNATURE =
      PackageSignature.of("release " + "A".repeat(86) + "==");

  private final InMemory registry = new InMemory();
  private Reading reading = readable("select 1;");
  private SignaturePolicy policy = SignaturePolicy.OFF;
  private Verdict verdict = Verdict.GOOD;
  private Optional<PackageSignature> signature = Optional.empty();

  @Test
  void aNewPackageBecomesADraft() {
    assertThat(register("card", "1.0.0", "bytes")).isEqualTo("registered card 1.0.0 DRAFT");
    assertThat(registry.versions).containsOnlyKeys("card@1.0.0");
  }

  @Test
  void theSameBytesAgainChangeNothing() {
    register("card", "1.0.0", "bytes");

    assertThat(register("card", "1.0.0", "bytes")).isEqualTo("unchanged card 1.0.0 DRAFT");
  }

  @Test
  void otherBytesForTheSameVersionAreRefused() {
    register("card", "1.0.0", "bytes");

    assertThat(register("card", "1.0.0", "other")).isEqualTo("taken card 1.0.0 DRAFT");
    assertThat(registry.versions.get("card@1.0.0").size()).isEqualTo(5);
  }

  @Test
  void aPackageOfAnotherVersionThanTheAddressSaysIsRefused() {
    assertThat(register("card", "2.0.0", "bytes")).isEqualTo("refused [other-version]");
    assertThat(register("cart", "1.0.0", "bytes")).isEqualTo("refused [other-version]");
    assertThat(registry.versions).isEmpty();
  }

  @Test
  void aPackageWithAForbiddenStatementIsRefused() {
    reading = readable("commit;");

    assertThat(register("card", "1.0.0", "bytes")).isEqualTo("refused [forbidden-statement]");
    assertThat(registry.versions).isEmpty();
  }

  @Test
  void whatCannotBeReadIsRefused() {
    reading = new Reading.Unreadable(List.of(PackageProblem.in("", "no-zip", "It is no zip.")));

    assertThat(register("card", "1.0.0", "bytes")).isEqualTo("refused [no-zip]");
  }

  @Test
  void everyAnswerButANoOpIsAudited() {
    register("card", "1.0.0", "bytes");
    register("card", "1.0.0", "bytes");
    register("card", "1.0.0", "other");
    register("cart", "1.0.0", "bytes");

    assertThat(registry.audit)
        .containsExactly(
            "package.registered card@1.0.0 ACCEPTED",
            "package.registered card@1.0.0 VERSION_TAKEN",
            "package.registered cart@1.0.0 PACKAGE_INVALID");
  }

  @Test
  void theSameBytesAreFineAlsoWhenTheCatalogueWouldRefuseThemNow() {
    register("card", "1.0.0", "bytes");
    reading = readable("commit;");

    assertThat(register("card", "1.0.0", "bytes")).isEqualTo("unchanged card 1.0.0 DRAFT");
  }

  @Test
  void aSignatureOfATrustedKeyIsShown() {
    policy = SignaturePolicy.REQUIRE;
    signature = Optional.of(SIGNATURE);

    assertThat(register("card", "1.0.0", "bytes")).isEqualTo("registered card 1.0.0 DRAFT");
    assertThat(registry.versions.get("card@1.0.0").signedBy()).contains("release");
  }

  @Test
  void whatNoTrustedKeySignedIsRefusedWhereThatIsRequired() {
    policy = SignaturePolicy.REQUIRE;

    assertThat(register("card", "1.0.0", "bytes")).isEqualTo("refused [signature-missing]");
    signature = Optional.of(SIGNATURE);
    verdict = Verdict.UNKNOWN_KEY;
    assertThat(register("card", "1.0.0", "bytes")).isEqualTo("refused [signature-unknown-key]");
    verdict = Verdict.BAD;
    assertThat(register("card", "1.0.0", "bytes")).isEqualTo("refused [signature-invalid]");
    assertThat(registry.versions).isEmpty();
  }

  @Test
  void otherwiseItIsWarnedOf() {
    policy = SignaturePolicy.WARN;

    assertThat(register("card", "1.0.0", "bytes"))
        .isEqualTo("registered card 1.0.0 DRAFT, warned of signature-missing");
    assertThat(registry.versions.get("card@1.0.0").signedBy()).isEmpty();
  }

  private String register(String name, String version, String content) {
    RegisterPackage useCase =
        new RegisterPackage(
            new CheckPackage(
                bytes -> Uni.createFrom().item(reading),
                registry,
                new SignatureCheck(policy, (digest, signature) -> verdict)),
            registry,
            registry,
            registry,
            registry,
            Clock.fixed(Fixtures.NOW, ZoneOffset.UTC));
    Command command =
        new Command(
            new ModuleName(name),
            Version.of(version),
            content.getBytes(StandardCharsets.UTF_8),
            signature);
    Origin origin = new Origin("somebody", "192.0.2.1", Optional.empty(), Optional.empty());
    return describe(useCase.handle(command, origin).await().indefinitely());
  }

  private static String describe(Outcome outcome) {
    return outcome.fold(
        one ->
            "registered "
                + text(one.version().name(), one.version().version(), one.version().status())
                + one.warnings().stream()
                    .map(warning -> ", warned of " + warning.code())
                    .collect(Collectors.joining()),
        one ->
            "unchanged "
                + text(one.version().name(), one.version().version(), one.version().status()),
        one ->
            "taken "
                + text(one.existing().name(), one.existing().version(), one.existing().status()),
        one -> "refused " + one.problems().stream().map(PackageProblem::code).toList());
  }

  private static String text(ModuleName name, Version version, VersionStatus status) {
    return name + " " + version + " " + status;
  }

  private static Reading readable(String sql) {
    return new Reading.Readable(
        new ModulePackage(
            Fixtures.manifest("card", "1.0.0"),
            List.of(new PackageFile("db/tenant/V1__card.sql", sql))));
  }
}
