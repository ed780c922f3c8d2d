package io.tenantry.installer.domain.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ModuleVersionTest {

  private static final List<String> ASCENDING =
      List.of(
          "0.9.9",
          "1.0.0-alpha",
          "1.0.0-alpha.1",
          "1.0.0-alpha.beta",
          "1.0.0-beta",
          "1.0.0-beta.2",
          "1.0.0-beta.11",
          "1.0.0-rc.1",
          "1.0.0",
          "1.0.10",
          "1.2.0-x-y",
          "1.2.0",
          "1.10.0",
          "2.0.0");

  @Test
  void versionsFollowEachOtherAsSemanticVersionsDo() {
    for (int i = 0; i < ASCENDING.size(); i++) {
      for (int j = 0; j < ASCENDING.size(); j++) {
        assertThat(Integer.signum(version(i).compareTo(version(j))))
            .as(version(i) + " and " + version(j))
            .isEqualTo(Integer.compare(i, j));
      }
    }
  }

  @Test
  void theLatestIsFoundWhateverTheOrder() {
    assertThat(
            Stream.of("1.9.0", "1.10.0", "1.2.0")
                .map(ModuleVersion::new)
                .max(ModuleVersion::compareTo))
        .contains(new ModuleVersion("1.10.0"));
  }

  private static ModuleVersion version(int index) {
    return new ModuleVersion(ASCENDING.get(index));
  }
}
