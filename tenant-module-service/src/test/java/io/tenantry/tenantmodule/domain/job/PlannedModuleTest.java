package io.tenantry.tenantmodule.domain.job;

import static io.tenantry.tenantmodule.domain.ModuleInPlan.module;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.tenantmodule.domain.InvalidValue;
import io.tenantry.tenantmodule.domain.ModuleInPlan;
import org.junit.jupiter.api.Test;

class PlannedModuleTest {

  @Test
  void anUpgradeSaysFromWhichVersion() {
    assertThat(module("mail").upgraded("1.0.0", "1.1.0").planned().fromVersion()).contains("1.0.0");
    ModuleInPlan unsaid = module("mail").upgradedFromSomething();

    assertThatThrownBy(unsaid::planned)
        .isInstanceOf(InvalidValue.class)
        .hasMessage("it is not said from which version mail is upgraded");
  }

  @Test
  void whatIsNewComesFromNoVersion() {
    assertThat(module("mail").planned().fromVersion()).isEmpty();
  }
}
