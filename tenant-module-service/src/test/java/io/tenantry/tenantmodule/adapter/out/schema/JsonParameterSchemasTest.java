package io.tenantry.tenantmodule.adapter.out.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonParameterSchemasTest {

  private static final String CARD =
      """
      {
        "type": "object",
        "properties": {"colour": {"enum": ["red", "blue"]}, "size": {"type": "integer"}},
        "required": ["colour"],
        "additionalProperties": false
      }
      """;

  private final JsonParameterSchemas schemas = new JsonParameterSchemas();

  @Test
  void nothingIsWrongWithParametersThatFit() {
    assertThat(schemas.violations(CARD, "{\"colour\":\"red\",\"size\":3}")).isEmpty();
  }

  @Test
  void everythingThatDoesNotFitIsASentence() {
    List<String> violations = schemas.violations(CARD, "{\"colour\":\"green\",\"size\":\"big\"}");

    assertThat(violations)
        .containsExactlyInAnyOrder(
            "/colour does not have a value in the enumeration [\"red\", \"blue\"].",
            "/size string found, integer expected.");
  }

  @Test
  void whatIsMissingOrTooMuchIsSaidOfTheWhole() {
    assertThat(schemas.violations(CARD, "{\"shape\":1}"))
        .containsExactlyInAnyOrder(
            "required property 'colour' not found.",
            "property 'shape' is not defined in the schema and the schema does not allow additional"
                + " properties.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{\"$ref\": \"http://127.0.0.1:9/elsewhere\"}",
        "{\"$ref\": \"#/$defs/nothing\"}",
        "{\"$ref\": \"#\"}",
        "{\"properties\": {\"colour\": {\"pattern\": \"(\"}}}"
      })
  void aSchemaThatCannotBeUsedIsAViolationAndNoFault(String schema) {
    assertThat(schemas.violations(schema, "{\"colour\":\"red\"}"))
        .singleElement()
        .asString()
        .startsWith("its schema cannot be used: ");
  }
}
