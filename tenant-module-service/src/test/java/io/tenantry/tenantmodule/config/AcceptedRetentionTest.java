package io.tenantry.tenantmodule.config;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptedRetentionTest {

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-24H", "PT59S", "P36501D"})
  void aTimeThatIsTooShortOrTooLongIsNamedWithWhatToSet(Duration retention) {
    assertThatThrownBy(() -> AcceptedRetention.check(retention))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "Set tenantry.kept-data.retention to a time between PT1M and PT876000H, such as 30d;"
                + " it is "
                + retention);
  }

  @Test
  void thirtyDaysWillDo() {
    assertThatCode(() -> AcceptedRetention.check(Duration.ofDays(30))).doesNotThrowAnyException();
  }
}
