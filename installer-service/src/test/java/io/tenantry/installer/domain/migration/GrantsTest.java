package io.tenantry.installer.domain.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GrantsTest {

  @Test
  void grantsDoNotChangeWithTheMapsThatTheyWereMadeFrom() {
    Map<String, List<String>> tables = new HashMap<>(Map.of("card", List.of("select")));
    Grants grants = new Grants(tables, tables, tables);

    tables.clear();

    assertThat(grants.tables()).containsOnlyKeys("card").isEqualTo(grants.sequences());
    assertThat(grants.functions()).containsEntry("card", List.of("select"));
  }

  @Test
  void noneGrantsNothing() {
    assertThat(Grants.NONE).isEqualTo(new Grants(Map.of(), Map.of(), Map.of()));
  }
}
