package io.tenantry.installer.domain.migration;

import static io.tenantry.installer.domain.Fixtures.module;
import static io.tenantry.installer.domain.Fixtures.script;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tenantry.installer.domain.InvalidValue;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptTest {

  @ParameterizedTest
  @CsvSource({
    "V1__holder.sql, 1, holder",
    "V2_1__card_type.sql, 2.1, card type",
    "V2.1__Card.sql, 2.1, Card",
    "U10__undo_it.sql, 10, undo it",
    "V1___x.sql, 1, ' x'"
  })
  void theNameTellsVersionAndDescription(String name, String version, String description) {
    Script script = script(name);

    assertThat(script.version()).hasToString(version);
    assertThat(script.description()).isEqualTo(description);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"V1.sql", "V1_x.sql", "V__x.sql", "R__x.sql", "1__x.sql", "V1__x.txt", "V1__.sql"})
  void otherNamesAreNotThoseOfVersionedScripts(String name) {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> script(name).version())
        .withMessage("'db/tenant/%s' is no name of a versioned script", name);
    assertThatExceptionOfType(InvalidValue.class).isThrownBy(() -> script(name).description());
  }

  @Test
  void theFileNameIsWhatFollowsTheLastSlash() {
    assertThat(script("V1__x.sql").fileName()).isEqualTo("V1__x.sql");
    assertThat(new Script("V1__x.sql", "").fileName()).isEqualTo("V1__x.sql");
  }

  @Test
  void thePlaceholderOfARequiredModuleBecomesItsQuotedSchema() {
    Script script =
        script(
            "V1__x.sql", "select * from ${schema:identity}.person, ${schema:mail}.box, ${other}");

    assertThat(script.runnable(List.of(module("identity"), module("mail"))))
        .isEqualTo("select * from \"identity\".person, \"mail\".box, ${other}");
  }

  @Test
  void thePlaceholderOfAnotherModuleIsRefused() {
    Script script = script("V1__x.sql", "select * from ${schema:identity}.person");

    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> script.runnable(List.of(module("mail"))))
        .withMessage(
            "db/tenant/V1__x.sql refers to the schema of 'identity', which the manifest does not"
                + " require");
  }

  @Test
  void signsThatMeanSomethingToRegularExpressionsStay() {
    assertThat(script("V1__x.sql", "select '$1\\d'").runnable(List.of()))
        .isEqualTo("select '$1\\d'");
  }

  @Test
  void aByteOrderMarkIsNotRun() {
    assertThat(script("V1__x.sql", "\uFEFFselect 1").runnable(List.of())).isEqualTo("select 1");
  }
}
