package io.tenantry.installer;

import io.tenantry.testkit.architecture.HexagonalArchitecture;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  @Test
  void theServiceIsHexagonal() {
    HexagonalArchitecture.of("io.tenantry.installer").check();
  }
}
