package io.tenantry.tenantmodule.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.tenantmodule.domain.module.ModuleName;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {

  @ParameterizedTest
  @ValueSource(strings = {"ab", "acme", "acme-2", "a1", "a234567890123456789012345678901234567890"})
  void acceptsTenantIds(String text) {
    assertThat(new TenantId(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a",
        "Acme",
        "1acme",
        "-acme",
        "acme-",
        "ac_me",
        "ac me",
        "acme,other",
        "acme/other",
        "acme\n",
        "ácme",
        "a2345678901234567890123456789012345678901"
      })
  void refusesWhatIsNoTenantId(String text) {
    assertThatThrownBy(() -> new TenantId(text))
        .isInstanceOf(InvalidValue.class)
        .hasMessageStartingWith("'" + text + "' is no tenant id: 2 to 40 lower-case letters");
  }

  @ParameterizedTest
  @ValueSource(strings = {"digital_card", "m2", "m_", "a234567890123456789012345678901234567890"})
  void acceptsModuleNames(String text) {
    assertThat(new ModuleName(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "Digital",
        "1card",
        "_card",
        "digital-card",
        "digital card",
        "card\n",
        "a2345678901234567890123456789012345678901"
      })
  void refusesWhatIsNoModuleName(String text) {
    assertThatThrownBy(() -> new ModuleName(text))
        .isInstanceOf(InvalidValue.class)
        .hasMessageStartingWith("'" + text + "' is no module name: 2 to 40 lower-case letters");
  }
}
