package io.tenantry.installer.adapter.out.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tenantry.installer.application.port.Packages.Corrupt;
import io.tenantry.installer.config.Settings;
import io.tenantry.installer.domain.InvalidValue;
import io.tenantry.installer.domain.migration.Grants;
import io.tenantry.installer.domain.migration.Script;
import io.tenantry.installer.domain.migration.ScriptVersion;
import io.tenantry.installer.domain.plan.ModuleName;
import io.tenantry.installer.domain.plan.ModulePackage;
import io.tenantry.installer.domain.plan.ModulePackage.Part;
import io.tenantry.installer.domain.plan.Participation;
import io.tenantry.installer.domain.plan.RequiredExtension;
import io.tenantry.testkit.modules.ModulePackager;
import io.tenantry.testkit.modules.ProjectFiles;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReadingPackagesTest {

  private final PackageFiles files =
      new PackageFiles(Settings.with("packages.max-unpacked-size", "1K"));
  private final PackageParser parser = new PackageParser();

  @Test
  void scriptsAreFoundByWhereTheyLie() {
    ModulePackage content =
        parser.parse(
            Map.of(
                "module.yaml", "name: mail",
                "db/landlord/V1__a.sql", "a",
                "db/tenant/V1__b.sql", "b",
                "db/tenant/U1__b.sql", "undo",
                "db/tenant/old/V0__z.sql", "deeper",
                "setup/1_c.sql", "c",
                "setup/undo/1_c.sql", "undo",
                "README.txt", "text"));

    assertThat(content.landlord().scripts())
        .containsExactly(new Script("db/landlord/V1__a.sql", "a"));
    assertThat(content.tenant().scripts()).containsExactly(new Script("db/tenant/V1__b.sql", "b"));
    assertThat(content.setup().scripts()).containsExactly(new Script("setup/1_c.sql", "c"));
    assertThat(content.tenant().undo()).containsExactly(new Script("db/tenant/U1__b.sql", "undo"));
    assertThat(content.setup().undo()).containsExactly(new Script("setup/undo/1_c.sql", "undo"));
  }

  @Test
  void whatTheModuleAsksOfItsDatabaseIsRead() {
    ModulePackage content =
        parser.parse(
            Map.of(
                "module.yaml",
                "upgrade: offline\nrequires: {extensions: {pgcrypto: '>=1.3', citext: '*'}}"));

    assertThat(content.extensions())
        .containsExactly(
            RequiredExtension.of("pgcrypto", ">=1.3"), RequiredExtension.of("citext", "*"));
    assertThat(content.offline()).isTrue();
    assertThat(parser.parse(Map.of("module.yaml", "upgrade: online")).offline()).isFalse();
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(
            () -> parser.parse(Map.of("module.yaml", "requires: {extensions: {pgcrypto: 1.3}}")));
  }

  @Test
  void aServiceThatTakesPartIsKnownWithItsTimeout() {
    assertThat(parser.parse(Map.of("module.yaml", "name: mail")).participation()).isEmpty();
    assertThat(parser.parse(Map.of("module.yaml", "participant: {timeout: 30s}")).participation())
        .contains(new Participation(Duration.ofSeconds(30)));
    assertThat(parser.parse(Map.of("module.yaml", "participant: {timeout: 5m}")).participation())
        .contains(new Participation(Duration.ofMinutes(5)));
  }

  @Test
  void repeatableScriptsLieBesideTheOthers() {
    ModulePackage content =
        parser.parse(
            Map.of(
                "db/landlord/R__a.sql", "a",
                "db/tenant/V1__c.sql", "c",
                "db/tenant/R__b.sql", "b",
                "db/tenant/UR__b.sql", "undo",
                "db/tenant/Readme.sql", "text"));

    assertThat(content.landlord().scripts())
        .containsExactly(new Script("db/landlord/R__a.sql", "a"));
    assertThat(content.tenant().repeatable())
        .containsExactly(new Script("db/tenant/R__b.sql", "b"));
    assertThat(content.tenant().versions()).containsExactly(ScriptVersion.of("1"));
    assertThat(content.tenant().undo()).containsExactly(new Script("db/tenant/UR__b.sql", "undo"));
  }

  @Test
  void whatRunsOutsideATransactionIsDeclaredInTheManifest() {
    ModulePackage content =
        parser.parse(
            new TreeMap<>(
                Map.of(
                    "module.yaml", "nonTransactional: [db/tenant/V2__i.sql, db/tenant/U2__i.sql]",
                    "db/tenant/V1__a.sql", "a",
                    "db/tenant/V2__i.sql", "i",
                    "db/tenant/U2__i.sql", "undo",
                    "db/landlord/V2__i.sql", "i")));

    assertThat(content.tenant().scripts())
        .extracting(Script::transactional)
        .containsExactly(true, false);
    assertThat(content.tenant().undo()).extracting(Script::transactional).containsExactly(false);
    assertThat(content.landlord().scripts())
        .extracting(Script::transactional)
        .containsExactly(true);
  }

  @Test
  void everyPlaceholderHasToBeFilled() {
    ModulePackage content =
        parser.parse(
            Map.of(
                "db/tenant/V1__a.sql", "table ${schema:identity}.person",
                "setup/undo/1_c.sql", "select 1;\nselect ${other}"));

    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> content.checkPlaceholders(List.of(new ModuleName("identity"))))
        .withMessage(
            "setup/undo/1_c.sql:2 has ${other}, which is no placeholder; only ${schema:<module>} is one");
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> content.checkPlaceholders(List.of()))
        .withMessageStartingWith("db/tenant/V1__a.sql:1 refers to the schema of 'identity'");
  }

  @Test
  void grantsAreThoseOfTheManifest() {
    ModulePackage content =
        parser.parse(
            Map.of(
                "module.yaml",
                """
                runtime:
                  landlord: {tables: {design: [select]}}
                  tenant:
                    tables: {'*': [select, insert], log: []}
                    sequences: {'*': [usage]}
                    functions: {twice: [execute]}
                """));

    assertThat(content.landlord().grants())
        .isEqualTo(new Grants(Map.of("design", List.of("select")), Map.of(), Map.of()));
    assertThat(content.tenant().grants())
        .isEqualTo(
            new Grants(
                Map.of("*", List.of("select", "insert"), "log", List.of()),
                Map.of("*", List.of("usage")),
                Map.of("twice", List.of("execute"))));
  }

  @Test
  void aPackageWithoutAnythingInstallsNothing() {
    assertThat(parser.parse(Map.of()))
        .isEqualTo(new ModulePackage(Part.NONE, Part.NONE, Part.NONE));
  }

  @Test
  void aManifestThatIsNoYamlIsCorrupt() {
    assertThatExceptionOfType(Corrupt.class)
        .isThrownBy(() -> parser.parse(Map.of("module.yaml", "a: [")))
        .withMessageStartingWith("The package's module.yaml is no YAML");
  }

  @Test
  void setupScriptsComeInTheOrderOfTheirNames() {
    Map<String, String> unpacked =
        files.unpack(
            ModulePackager.pack(Map.of("setup/2_b.sql", "b", "setup/1_a.sql", "a", "x", "")));

    assertThat(parser.parse(unpacked).setup().scripts())
        .extracting(Script::fileName)
        .containsExactly("1_a.sql", "2_b.sql");
  }

  @Test
  void textsAreReadAsUtf8() {
    assertThat(files.unpack(ModulePackager.pack(Map.of("a", "ä€😀")))).containsEntry("a", "ä€😀");
  }

  @Test
  void aPackageThatUnpacksToTooMuchIsCorrupt() {
    byte[] bomb = ModulePackager.pack(Map.of("a", "x".repeat(600), "b", "x".repeat(600)));

    assertThatExceptionOfType(Corrupt.class)
        .isThrownBy(() -> files.unpack(bomb))
        .withMessage("The package unpacks to more than 1024 bytes.");
    assertThat(files.unpack(ModulePackager.pack(Map.of("a", "x".repeat(1024))))).hasSize(1);
  }

  @Test
  void aPackageThatIsCutOffIsCorrupt() {
    byte[] whole = ModulePackager.pack(Map.of("a", "text"));

    assertThatExceptionOfType(Corrupt.class)
        .isThrownBy(() -> files.unpack(Arrays.copyOf(whole, whole.length / 3)))
        .withMessageStartingWith("The package cannot be unpacked");
  }

  @Test
  void bytesThatAreNoZipAreCorrupt() {
    assertThatExceptionOfType(Corrupt.class)
        .isThrownBy(() -> files.unpack("no zip at all".getBytes(StandardCharsets.UTF_8)))
        .withMessage("The package holds no files.");
  }

  @Test
  void digitalCardIsRead() {
    PackageFiles roomy = new PackageFiles(Settings.with());

    ModulePackage content =
        parser.parse(roomy.unpack(ModulePackager.pack(ProjectFiles.module("digital-card"))));

    assertThat(content.landlord().scripts()).hasSize(1);
    assertThat(content.tenant().scripts()).hasSize(10);
    assertThat(content.setup().scripts()).isNotEmpty();
    assertThat(content.tenant().grants().tables()).containsKeys("*", "setting");
  }
}
