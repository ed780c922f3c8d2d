package io.tenantry.tenantmodule.adapter.in.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.tenantmodule.domain.InvalidValue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParametersTest {

  @Test
  void becomeJson() {
    assertThat(Parameters.text(Map.of())).isEqualTo("{}");
    assertThat(Parameters.text(Map.of("a", List.of(1, "x")))).isEqualTo("{\"a\":[1,\"x\"]}");
  }

  @Test
  void haveNoNul() {
    assertThatThrownBy(() -> Parameters.text(Map.of("a", "x\u0000")))
        .isInstanceOf(InvalidValue.class);
    assertThatThrownBy(() -> Parameters.text(Map.of("a\u0000", 1)))
        .isInstanceOf(InvalidValue.class);
    assertThatThrownBy(() -> Parameters.text(Map.of("a", "\\\u0000")))
        .isInstanceOf(InvalidValue.class);
  }

  @Test
  void mayHaveTheTextThatStandsForNul() {
    assertThat(Parameters.text(Map.of("a", "\\u0000"))).isEqualTo("{\"a\":\"\\\\u0000\"}");
  }

  @Test
  void haveAtMost64KiB() {
    String room = "x".repeat(64 * 1024 - "{\"a\":\"\"}".length());

    assertThat(Parameters.text(Map.of("a", room))).hasSize(64 * 1024);
    assertThatThrownBy(() -> Parameters.text(Map.of("a", room + "x")))
        .isInstanceOf(InvalidValue.class)
        .hasMessage("The parameters are longer than 64 KiB");
  }
}
