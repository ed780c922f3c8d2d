package io.tenantry.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.contracts.common.Permission;
import io.tenantry.contracts.job.JobRequested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EventTypeTest {

  @ParameterizedTest
  @EnumSource
  void isFoundByItsTypeNameAndByItsRecord(EventType type) {
    assertThat(EventType.named(type.typeName())).contains(type);
    assertThat(EventType.of(type.record())).isEqualTo(type);
  }

  @ParameterizedTest
  @EnumSource
  void sagaEventsCarryTheTenantThatIsTheirKey(EventType type) {
    if (type.topic().equals(Topics.MODULES)) {
      assertThat(type.schema().getField("module")).isNotNull();
    } else {
      assertThat(type.schema().getField("tenantId")).isNotNull();
    }
  }

  @Test
  void typeNamesAreStable() {
    assertThat(EventType.of(JobRequested.class).typeName()).isEqualTo("io.tenantry.JobRequested");
  }

  @Test
  void aTypeOfALaterVersionIsUnknownAndNoError() {
    assertThat(EventType.named("io.tenantry.JobTeleported")).isEmpty();
  }

  @Test
  void aRecordThatIsNoEventIsRefused() {
    assertThatThrownBy(() -> EventType.of(Permission.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Permission is not the record of an event");
  }
}
