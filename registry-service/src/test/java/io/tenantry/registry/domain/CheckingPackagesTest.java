package io.tenantry.registry.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tenantry.registry.adapter.out.semver.Npm;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckingPackagesTest {

  private Fixtures.Manifests manifest = Fixtures.manifests("card", "1.0.0");
  private WayBack wayBack = WayBack.unsaid();

  @Test
  void aPackageOfKnownFilesIsFine() {
    assertThat(
            problems(
                script("db/landlord/V1__designs.sql"),
                script("db/landlord/U1__designs.sql"),
                script("db/tenant/V1__holder.sql"),
                script("db/tenant/V2.1__card.sql"),
                script("db/tenant/V3_2__card.sql"),
                script("setup/1_defaults.sql"),
                script("setup/undo/1_defaults.sql")))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "README.md", "db/V1__x.sql", "db/tenant/1__x.sql", "db/tenant/V1_x.sql",
        "db/tenant/sub/V1__x.sql", "setup/undo/more/x.sql", "../V1__x.sql", "setup/x.sh"
      })
  void anUnknownFileIsTold(String path) {
    assertThat(problems(script(path)))
        .extracting(PackageProblem::code, PackageProblem::file)
        .containsExactly(tuple("unknown-file", path));
  }

  @Test
  void anUndoWithoutItsMigrationIsTold() {
    assertThat(problems(script("db/tenant/U3__card.sql")))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo("undo-without-migration");
              assertThat(problem.message()).contains("db/tenant/V3__card.sql");
            });
  }

  @Test
  void everythingIsToldAtOnce() {
    assertThat(
            problems(
                new PackageFile("db/tenant/V1__x.sql", "select 1;\ncommit;\nset role x;"),
                script("stray.txt")))
        .extracting(PackageProblem::code)
        .containsExactly("forbidden-statement", "forbidden-statement", "unknown-file");
  }

  @Test
  void aGapAndAVersionThatIsThereTwiceAreTold() {
    assertThat(
            problems(
                script("db/tenant/V1__a.sql"),
                script("db/tenant/V1.0__b.sql"),
                script("db/tenant/V3__c.sql"),
                script("db/landlord/V2__d.sql")))
        .extracting(PackageProblem::code, PackageProblem::file)
        .containsExactlyInAnyOrder(
            tuple("script-version-twice", "db/tenant/V1.0__b.sql"),
            tuple("script-version-gap", "db/tenant/V3__c.sql"),
            tuple("script-version-gap", "db/landlord/V2__d.sql"));
  }

  @Test
  void anUndoOfASetupThatIsMissingIsTold() {
    assertThat(problems(script("setup/undo/1_x.sql")))
        .extracting(PackageProblem::code)
        .containsExactly("undo-without-setup");
  }

  @Test
  void whoDeclaresThatAllIsUndoneIsHeldToIt() {
    wayBack = new WayBack(Optional.empty(), Set.of(), true, false);

    assertThat(
            problems(
                script("db/tenant/V1__a.sql"),
                script("db/tenant/U1__a.sql"),
                script("db/tenant/V2__b.sql"),
                script("setup/1_x.sql")))
        .extracting(PackageProblem::code, PackageProblem::file)
        .containsExactly(
            tuple("undo-missing", "db/tenant/V2__b.sql"), tuple("undo-missing", "setup/1_x.sql"));
  }

  @Test
  void whatCannotRunInATransactionIsDeclaredAloneAndUndone() {
    String index = "create index concurrently i on card (a);";
    assertThat(problems(new PackageFile("db/tenant/V1__i.sql", index)))
        .extracting(PackageProblem::code)
        .containsExactly("non-transactional-statement");

    wayBack =
        new WayBack(
            Optional.empty(),
            Set.of("db/tenant/V1__i.sql", "db/tenant/U1__i.sql", "db/tenant/V2__gone.sql"),
            false,
            false);
    assertThat(
            problems(
                new PackageFile("db/tenant/V1__i.sql", index),
                new PackageFile("db/tenant/U1__i.sql", "drop index concurrently if exists i;")))
        .extracting(PackageProblem::code)
        .containsExactly("non-transactional-missing");
    assertThat(problems(new PackageFile("db/tenant/V1__i.sql", index + " select 1;")))
        .extracting(PackageProblem::code)
        .contains("non-transactional-not-alone", "undo-missing");
  }

  @Test
  void theUndoOfWhatMayBeDoneByHalfDropsOnlyWhatIsThere() {
    wayBack =
        new WayBack(
            Optional.empty(), Set.of("db/tenant/V1__i.sql", "db/tenant/U1__i.sql"), false, false);

    assertThat(
            problems(
                new PackageFile("db/tenant/V1__i.sql", "create index concurrently i on card (a);"),
                new PackageFile("db/tenant/U1__i.sql", "-- back\ndrop index concurrently i;")))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo("undo-not-repeatable");
              assertThat(problem.file()).isEqualTo("db/tenant/U1__i.sql");
              assertThat(problem.line()).hasValue(2);
              assertThat(problem.message()).contains("DROP ... IF EXISTS");
            });
  }

  @Test
  void repeatableScriptsAndTheirUndosAreKnown() {
    assertThat(
            problems(
                script("db/tenant/V1__a.sql"),
                script("db/landlord/R__view.sql"),
                script("db/tenant/R__view.sql"),
                script("db/tenant/UR__view.sql")))
        .isEmpty();
    assertThat(problems(script("db/tenant/UR__view.sql")))
        .extracting(PackageProblem::code, PackageProblem::message)
        .containsExactly(
            tuple(
                "undo-without-migration",
                "It undoes db/tenant/R__view.sql, which is missing; add that or remove this."));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "db/tenant/R_view.sql",
        "db/tenant/R1__view.sql",
        "db/R__view.sql",
        "setup/R-x.sql"
      })
  void aRepeatableScriptHasItsName(String path) {
    assertThat(problems(script(path)))
        .extracting(PackageProblem::code)
        .containsExactly("unknown-file");
  }

  @Test
  void whoDeclaresThatAllIsUndoneIsHeldToItForRepeatableScriptsToo() {
    wayBack = new WayBack(Optional.empty(), Set.of(), true, false);

    assertThat(problems(script("db/tenant/R__view.sql")))
        .extracting(PackageProblem::code)
        .containsExactly("undo-missing");
  }

  @Test
  void whatARepeatableScriptSaysIsCheckedToo() {
    assertThat(
            problems(
                new PackageFile(
                    "db/tenant/R__x.sql",
                    "select 1;\ncommit;\nvacuum card;\nselect * from card.a;")))
        .extracting(PackageProblem::code, problem -> problem.line().getAsInt())
        .containsExactly(
            tuple("forbidden-statement", 2),
            tuple("non-transactional-statement", 3),
            tuple("own-schema-named", 4));
  }

  @Test
  void aPlaceholderIsTheSchemaOfAModuleThatIsRequired() {
    manifest =
        Fixtures.manifests("card", "1.0.0")
            .needs(new Requirement(new ModuleName("identity"), Npm.range("*")))
            .needs(new Requirement(new ModuleName("mail"), Npm.range("*"), true));

    assertThat(
            problems(
                new PackageFile("db/tenant/V1__a.sql", "select '${schema:identity}.person'"),
                new PackageFile("db/tenant/V2__b.sql", "select 1;\ntable ${schema:mail}.box"),
                new PackageFile("setup/1_c.sql", "table ${schema:design}.x, ${schema:identity}.y")))
        .extracting(PackageProblem::code, PackageProblem::file, one -> one.line().getAsInt())
        .containsExactly(
            tuple("module-not-required", "db/tenant/V2__b.sql", 2),
            tuple("module-not-required", "setup/1_c.sql", 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select ${other}",
        "select '${flyway:timestamp}'",
        "do $$ begin perform '${user}'; end $$",
        "-- ${comment}",
        "select $${\"a\": 1}$$",
        "select \"${\"",
        "table ${schema:Card}.x",
        "table ${schema:a b}.x"
      })
  void anotherPlaceholderIsToldWithItsLineWhereverItStands(String sql) {
    assertThat(problems(new PackageFile("db/tenant/V1__a.sql", "select 1;\n" + sql)))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo("unknown-placeholder");
              assertThat(problem.line()).hasValue(2);
              assertThat(problem.message()).startsWith("${").contains("'$' || '{'");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select '$' || '{x}'",
        "select $1, '{a}'",
        "select $$ {\"a\": 1} $$",
        "select E'\\x24{x}'"
      })
  void whatIsNoPlaceholderIsFine(String sql) {
    assertThat(problems(new PackageFile("db/tenant/V1__a.sql", sql))).isEmpty();
  }

  @Test
  void theOwnSchemaIsNotNamed() {
    PackageProblem problem =
        problems(new PackageFile("db/tenant/V1__a.sql", "select 1;\nselect * from card.holder;"))
            .get(0);

    assertThat(problem.code()).isEqualTo("own-schema-named");
    assertThat(problem.line()).hasValue(2);
  }

  @Test
  void aModuleDoesNotRequireItselfNorWhatNobodyProvides() {
    manifest =
        Fixtures.manifests("card", "1.0.0")
            .needs(new Requirement(new ModuleName("card"), Npm.range("*")))
            .needs(new CapabilityRequirement(new CapabilityName("design"), Npm.range("^1")))
            .needs(new CapabilityRequirement(new CapabilityName("printing"), Npm.range("^1")))
            .provides(List.of(new Capability(new CapabilityName("design"), Version.of("1.0.0"))));

    assertThat(problems())
        .extracting(PackageProblem::code)
        .containsExactly("self-dependency", "unknown-capability");
    assertThat(problems()).anyMatch(problem -> problem.message().contains("printing"));
  }

  @Test
  void aModuleNeitherExcludesNorReplacesItself() {
    manifest =
        Fixtures.manifests("card", "1.0.0")
            .conflicts(new ModuleRange(new ModuleName("card"), Npm.range("^0.9")))
            .conflicts(new ModuleRange(new ModuleName("old_card"), Npm.range("*")))
            .replaces(new ModuleRange(new ModuleName("card"), Npm.range("*")));

    assertThat(problems())
        .extracting(PackageProblem::code)
        .containsExactly("self-reference", "self-reference");
  }

  @Test
  void anOptionalCapabilityMayBeUnknown() {
    manifest =
        Fixtures.manifests("card", "1.0.0")
            .needs(
                new CapabilityRequirement(new CapabilityName("printing"), Npm.range("^1"), true));

    assertThat(problems()).isEmpty();
  }

  @Test
  void theOldestVersionThatTheLandlordServesIsPublishedOrThisOne() {
    manifest = Fixtures.manifests("card", "1.0.0");
    wayBack = new WayBack(Optional.of(Version.of("1.1.0")), Set.of(), false, false);
    assertThat(problems())
        .extracting(PackageProblem::code)
        .containsExactly("compatible-from-newer");

    wayBack = new WayBack(Optional.of(Version.of("0.9.0")), Set.of(), false, false);
    Lineage strange = new Lineage(Optional.empty(), Optional.empty(), false, Set.of());
    assertThat(new ModulePackage(manifest.wayBack(wayBack).build(), List.of()).problems(strange))
        .extracting(PackageProblem::code)
        .containsExactly("compatible-from-unknown");
  }

  @Test
  void aForbiddenStatementIsToldWithItsLine() {
    PackageProblem problem =
        problems(new PackageFile("db/tenant/V1__x.sql", "select 1;\ncommit;")).get(0);

    assertThat(problem.line()).hasValue(2);
    assertThat(problem.message())
        .isEqualTo(
            "The statement controls the transaction; remove it, the scripts of a run share one"
                + " transaction.");
  }

  private List<PackageProblem> problems(PackageFile... scripts) {
    return new ModulePackage(manifest.wayBack(wayBack).build(), Arrays.asList(scripts))
        .problems(Lineage.none());
  }

  private static PackageFile script(String path) {
    return new PackageFile(path, "select 1;");
  }
}
