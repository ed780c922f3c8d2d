package io.tenantry.registry.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckingPackagesTest {

  @Test
  void aPackageOfKnownFilesIsFine() {
    assertThat(
            problems(
                script("db/landlord/V1__designs.sql"),
                script("db/landlord/U1__designs.sql"),
                script("db/tenant/V1__holder.sql"),
                script("db/tenant/V2.1__card.sql"),
                script("db/tenant/V10_2__card.sql"),
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
        .containsExactly(org.assertj.core.groups.Tuple.tuple("unknown-file", path));
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
  void aForbiddenStatementIsToldWithItsLine() {
    PackageProblem problem =
        problems(new PackageFile("db/tenant/V1__x.sql", "select 1;\ncommit;")).get(0);

    assertThat(problem.line()).hasValue(2);
    assertThat(problem.message())
        .isEqualTo(
            "The statement controls the transaction; remove it, the scripts of a run share one"
                + " transaction.");
  }

  private static List<PackageProblem> problems(PackageFile... scripts) {
    return new ModulePackage(Fixtures.manifest("card", "1.0.0"), Arrays.asList(scripts)).problems();
  }

  private static PackageFile script(String path) {
    return new PackageFile(path, "select 1;");
  }
}
