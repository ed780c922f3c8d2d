package io.tenantry.installer.domain;

import static io.tenantry.installer.domain.Fixtures.module;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tenantry.installer.domain.database.DatabaseRef;
import io.tenantry.installer.domain.plan.Action;
import io.tenantry.installer.domain.plan.ModuleName;
import io.tenantry.installer.domain.plan.PlanItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names become part of SQL, so their form is what keeps that safe. */
class NamesTest {

  private static final String DIGEST = "sha256:" + "0".repeat(64);

  private static final int LONGEST_IDENTIFIER = 63;

  @ParameterizedTest
  @ValueSource(strings = {"ab", "digital_card", "m2", "a123456789012345678901234567890123456789"})
  void namesOfModules(String name) {
    assertThat(module(name)).hasToString(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "A_b",
        "_ab",
        "1ab",
        "a-b",
        "a b",
        "a\"b",
        "ab\n",
        "käse",
        "a1234567890123456789012345678901234567890"
      })
  void otherTextsAreNoNamesOfModules(String name) {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> module(name))
        .withMessage("'%s' is no module name", name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "Tn_1", "tn-1", "tn_1\n", "a12345678901234567890", "tn_1;"})
  void otherTextsAreNoNamesOfDatabases(String name) {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> new DatabaseRef("main", name))
        .withMessage("'%s' is no database name", name);
  }

  @Test
  void theRolesOfADatabaseAreNamedAfterIt() {
    DatabaseRef database = new DatabaseRef("main", "tn_1");

    assertThat(database.ownerRole()).isEqualTo("tn_1_owner");
    assertThat(database.connectRole()).isEqualTo("tn_1_connect");
    assertThat(database.moduleRole(module("mail"))).isEqualTo("tn_1_m_mail");
  }

  @Test
  void theLongestRoleNameFitsIntoAnIdentifier() {
    DatabaseRef database = new DatabaseRef("main", "d".repeat(20));

    assertThat(database.moduleRole(module("m".repeat(40)))).hasSize(LONGEST_IDENTIFIER);
    assertThat(module("m".repeat(40)) + "_app").hasSizeLessThan(LONGEST_IDENTIFIER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "sha256:0", "../../etc/passwd", "sha512:00"})
  void aDigestThatIsNoneIsRefused(String digest) {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(
            () ->
                new PlanItem(
                    module("mail"),
                    "1.0.0",
                    Action.INSTALL,
                    Optional.empty(),
                    Optional.empty(),
                    digest,
                    1,
                    "/p",
                    List.of(),
                    "{}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "p", "@elsewhere/p", "//elsewhere/p", "/p?x=1", "/p#x", ":80/p"})
  void aPathThatLeadsElsewhereIsRefused(String path) {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(
            () ->
                new PlanItem(
                    module("mail"),
                    "1.0.0",
                    Action.INSTALL,
                    Optional.empty(),
                    Optional.empty(),
                    DIGEST,
                    1,
                    path,
                    List.of(),
                    "{}"));
  }

  @Test
  void aPlanItemDoesNotChangeWithTheListThatItWasMadeFrom() {
    List<ModuleName> requires = new ArrayList<>(List.of(module("identity")));
    PlanItem item =
        new PlanItem(
            module("mail"),
            "1.0.0",
            Action.INSTALL,
            Optional.empty(),
            Optional.empty(),
            DIGEST,
            1,
            "/p",
            requires,
            "{}");

    requires.clear();

    assertThat(item.requires()).containsExactly(module("identity"));
    assertThat(Fixtures.packageOf(1, 2, 3).setup().scripts()).hasSize(3);
  }
}
