package io.tenantry.registry.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.tenantry.registry.application.RegisterPackage.Command;
import io.tenantry.registry.application.RegisterPackage.Outcome;
import io.tenantry.registry.application.port.PackageReader.Reading;
import io.tenantry.registry.domain.Fixtures;
import io.tenantry.registry.domain.ModuleName;
import io.tenantry.registry.domain.ModulePackage;
import io.tenantry.registry.domain.PackageFile;
import io.tenantry.registry.domain.PackageProblem;
import io.tenantry.registry.domain.Version;
import io.tenantry.registry.domain.VersionStatus;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegisteringPackagesTest {

  private final InMemory registry = new InMemory();
  private Reading reading = readable("select 1;");

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

  private String register(String name, String version, String content) {
    RegisterPackage useCase =
        new RegisterPackage(
            bytes -> Uni.createFrom().item(reading),
            registry,
            registry,
            Clock.fixed(Fixtures.NOW, ZoneOffset.UTC));
    Command command =
        new Command(
            new ModuleName(name), Version.of(version), content.getBytes(StandardCharsets.UTF_8));
    return describe(useCase.handle(command).await().indefinitely());
  }

  private static String describe(Outcome outcome) {
    return outcome.fold(
        one ->
            "registered "
                + text(one.version().name(), one.version().version(), one.version().status()),
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
