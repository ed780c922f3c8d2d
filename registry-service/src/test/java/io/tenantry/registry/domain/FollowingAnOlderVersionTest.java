package io.tenantry.registry.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FollowingAnOlderVersionTest {

  private static final PackageFile FIRST = file("db/tenant/V1__a.sql", "create table a ();");
  private static final PackageFile SHARED =
      file("db/landlord/V1__s.sql", "create table s (x int);");

  private WayBack wayBack = WayBack.unsaid();

  @Test
  void theSameScriptsAndNewOnesWithTheirUndoAreFine() {
    assertThat(
            problemsAfter(
                List.of(FIRST, SHARED),
                file(FIRST.path(), "create table a ();\r\n"),
                SHARED,
                file("db/tenant/V2__b.sql", "create table b ();"),
                file("db/tenant/U2__b.sql", "drop table b;")))
        .isEmpty();
  }

  @Test
  void aScriptThatTenantsHaveRunIsNeitherChangedNorLeftOut() {
    assertThat(problemsAfter(List.of(FIRST, SHARED), file(FIRST.path(), "create table other ();")))
        .extracting(PackageProblem::code, PackageProblem::file)
        .containsExactly(
            tuple("script-missing", SHARED.path()), tuple("script-changed", FIRST.path()));
  }

  @Test
  void aNewScriptComesAfterThoseThatRan() {
    PackageFile second = file("db/tenant/V2__b.sql", "select 1;");
    assertThat(
            problemsAfter(
                List.of(FIRST, second),
                FIRST,
                second,
                file("db/tenant/V1.1__late.sql", "select 1;"),
                file("db/tenant/U1.1__late.sql", "select 1;")))
        .extracting(PackageProblem::code)
        .containsExactly("script-out-of-order");
  }

  @Test
  void aNewScriptHasAnUndoUnlessTheUpgradeRestsOnABackup() {
    PackageFile added = file("db/tenant/V2__b.sql", "select 1;");
    assertThat(problemsAfter(List.of(FIRST), FIRST, added))
        .extracting(PackageProblem::code)
        .containsExactly("undo-missing");

    wayBack = new WayBack(Optional.empty(), Set.of(), false, true);
    assertThat(problemsAfter(List.of(FIRST), FIRST, added)).isEmpty();
  }

  @Test
  void whatTenantsShareIsNeverRestoredFromABackup() {
    wayBack = new WayBack(Optional.empty(), Set.of(), false, true);

    assertThat(problemsAfter(List.of(SHARED), SHARED, file("db/landlord/V2__t.sql", "select 1;")))
        .extracting(PackageProblem::code, PackageProblem::file)
        .containsExactly(tuple("undo-missing", "db/landlord/V2__t.sql"));
  }

  @Test
  void aLandlordMigrationLeavesWhatOlderVersionsNeed() {
    assertThat(
            problemsAfter(
                List.of(SHARED),
                SHARED,
                file("db/landlord/V2__t.sql", "select 1;\nalter table s drop column x;"),
                file("db/landlord/U2__t.sql", "alter table s add column x int;")))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo("landlord-incompatible");
              assertThat(problem.line()).hasValue(2);
              assertThat(problem.message()).contains("drops a column", "from 1.0.0 on");
            });
  }

  @Test
  void aRepeatableScriptMayChangeAndStays() {
    PackageFile view = file("db/tenant/R__view.sql", "create view v as select 1;");
    PackageFile other = file("db/tenant/R__view.sql", "create view v as select 2;");

    assertThat(problemsAfter(List.of(FIRST, view), FIRST, other)).isEmpty();
    assertThat(problemsAfter(List.of(FIRST, view), FIRST))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo("script-missing");
              assertThat(problem.file()).isEqualTo(view.path());
              assertThat(problem.message()).startsWith("1.0.0 has it");
            });
  }

  @Test
  void aNewRepeatableScriptHasAnUndoUnlessTheUpgradeRestsOnABackup() {
    PackageFile tenants = file("db/tenant/R__view.sql", "create view v as select 1;");
    PackageFile shared = file("db/landlord/R__view.sql", "create view v as select 1;");
    PackageFile undo = file("db/tenant/UR__view.sql", "drop view v;");

    assertThat(problemsAfter(List.of(FIRST), FIRST, tenants, shared))
        .extracting(PackageProblem::code, PackageProblem::file)
        .containsExactly(
            tuple("undo-missing", shared.path()), tuple("undo-missing", tenants.path()));
    assertThat(problemsAfter(List.of(FIRST), FIRST, tenants, undo)).isEmpty();

    wayBack = new WayBack(Optional.empty(), Set.of(), false, true);
    assertThat(problemsAfter(List.of(FIRST), FIRST, tenants, shared))
        .extracting(PackageProblem::file)
        .containsExactly(shared.path());
  }

  @Test
  void aRepeatableScriptOfTheLandlordLeavesWhatOlderVersionsNeed() {
    PackageFile before = file("db/landlord/R__api.sql", "create view v as select 1;");

    assertThat(
            problemsAfter(
                List.of(SHARED, before),
                SHARED,
                file(
                    before.path(),
                    "drop view if exists v;\ncreate view v as select 2;\n"
                        + "drop function if exists f(int, int);\n"
                        + "create function f(int, int) returns int return 1;")))
        .isEmpty();
    assertThat(
            problemsAfter(
                List.of(SHARED, before),
                SHARED,
                file(before.path(), "create view w as select 2;\ndrop view if exists v;")))
        .extracting(PackageProblem::code, problem -> problem.line().getAsInt())
        .containsExactly(tuple("landlord-incompatible", 2));
    assertThat(problemsAfter(List.of(SHARED, before), SHARED, before)).isEmpty();
  }

  @Test
  void fromWhichVersionOnItWorksIsAVersionThatThereIs() {
    wayBack = new WayBack(Optional.of(Version.of("9.0.0")), Set.of(), false, false);
    assertThat(problems(Lineage.none()))
        .extracting(PackageProblem::code)
        .containsExactly("compatible-from-newer");

    wayBack = new WayBack(Optional.of(Version.of("0.5.0")), Set.of(), false, false);
    assertThat(problems(new Lineage(Optional.empty(), Optional.empty(), false, Set.of())))
        .extracting(PackageProblem::code)
        .containsExactly("compatible-from-unknown");
  }

  private List<PackageProblem> problemsAfter(List<PackageFile> before, PackageFile... now) {
    ModulePackage former = new ModulePackage(Fixtures.manifest("card", "1.0.0"), before);
    return problems(new Lineage(Optional.of(former), Optional.of(former), true, Set.of()), now);
  }

  private List<PackageProblem> problems(Lineage lineage, PackageFile... now) {
    Manifest manifest = Fixtures.manifests("card", "1.1.0").wayBack(wayBack).build();
    return new ModulePackage(manifest, Arrays.asList(now)).problems(lineage);
  }

  private static PackageFile file(String path, String content) {
    return new PackageFile(path, content);
  }
}
