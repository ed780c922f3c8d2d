package io.tenantry.testkit.architecture;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules let a clean service pass and catch every kind of violation. */
class HexagonalArchitectureTest {

  private static final String FIXTURES = "io.tenantry.testkit.architecture.fixture.";

  @Test
  void aCleanServicePasses() {
    assertThatCode(() -> rulesFor("clean").check()).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "domainuseslibrary | the domain uses the JDK alone",
        "applicationusesadapter | the application uses the domain, its ports and Mutiny",
        "adapterusesadapter | adapters do not know each other",
        "strayclass | a service consists of domain, application, adapter and config",
        "restusesavro | is at home in the adapters [in.kafka, out.messaging]",
        "adapteruseswiring | nobody depends on the wiring but its settings",
      })
  void aViolationIsCaught(String fixture, String rule) {
    assertThatThrownBy(() -> rulesFor(fixture).check())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(rule);
  }

  @Test
  void packagesThatDoNotExistAreNoPass() {
    assertThatThrownBy(() -> rulesFor("nowhere").check()).isInstanceOf(AssertionError.class);
  }

  private static HexagonalArchitecture rulesFor(String fixture) {
    ImportOption everything = location -> true;
    return HexagonalArchitecture.of(FIXTURES + fixture, everything);
  }
}
