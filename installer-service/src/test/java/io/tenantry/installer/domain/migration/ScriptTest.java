package io.tenantry.installer.domain.migration;

import static io.tenantry.installer.domain.Fixtures.module;
import static io.tenantry.installer.domain.Fixtures.script;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tenantry.installer.domain.InvalidValue;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
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
      strings = {
        "V1.sql",
        "V1_x.sql",
        "V__x.sql",
        "R1__x.sql",
        "1__x.sql",
        "V1__x.txt",
        "V1__.sql"
      })
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
            "V1__x.sql",
            "select '${schema:identity}.person', ${schema:mail}.box -- ${schema:mail}");

    assertThat(script.runnable(List.of(module("identity"), module("mail"))))
        .isEqualTo("select '\"identity\".person', \"mail\".box -- \"mail\"");
  }

  @Test
  void thePlaceholderOfAnotherModuleIsRefused() {
    Script script = script("V1__x.sql", "select * from ${schema:identity}.person");

    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> script.runnable(List.of(module("mail"))))
        .withMessage(
            "db/tenant/V1__x.sql:1 refers to the schema of 'identity', which the manifest does not"
                + " require");
  }

  @ParameterizedTest
  @MethodSource("placeholdersOfNothing")
  void anotherPlaceholderIsRefusedWhereverItStands(String sql, int line, String placeholder) {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> script("V1__x.sql", sql).runnable(List.of(module("identity"))))
        .withMessage(
            "db/tenant/V1__x.sql:%d has %s, which is no placeholder; only ${schema:<module>} is one",
            line, placeholder);
  }

  static Stream<Arguments> placeholdersOfNothing() {
    return Stream.of(
        arguments("select 1;\n${other}", 2, "${other}"),
        arguments("select '${flyway:timestamp}'", 1, "${flyway:timestamp}"),
        arguments("do $$ begin\nperform '${user}'; end $$", 2, "${user}"),
        arguments("-- ${ and more\nselect 1", 1, "${ and more"),
        arguments("/* x\ny */ select $${\"a\": 1}$$", 2, "${\"a\": 1}"),
        arguments("select ${schema:Big}", 1, "${schema:Big}"),
        arguments("select ${schema:identity;drop}", 1, "${schema:identity;drop}"),
        arguments("${" + "x".repeat(60), 1, "${" + "x".repeat(38)));
  }

  @ParameterizedTest
  @CsvSource({
    "R__active_cards.sql, active cards",
    "UR__active_cards.sql, active cards",
    "R__A1.sql, A1"
  })
  void aRepeatableScriptHasADescriptionAndNoVersion(String name, String description) {
    assertThat(script(name).isRepeatable()).isTrue();
    assertThat(script(name).description()).isEqualTo(description);
    assertThatExceptionOfType(InvalidValue.class).isThrownBy(() -> script(name).version());
  }

  @Test
  void aScriptSharesATransactionUnlessItIsSaid() {
    assertThat(script("V1__x.sql").transactional()).isTrue();
    assertThat(script("V1__x.sql").isRepeatable()).isFalse();
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
