package io.tenantry.installer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.StartupEvent;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckingSettingsTest {

  @Test
  void theDefaultsAreSound() {
    InstallerSettings settings = Settings.with();

    assertThat(new SettingsCheck(settings).problems()).isEmpty();
    assertThat(settings.workers().lease()).isEqualTo(Duration.ofSeconds(30));
    assertThat(settings.servers().get("main").port()).isEqualTo(5432);
  }

  @ParameterizedTest
  @ValueSource(strings = {"servers.main.host", "servers.main.password", "registry.url"})
  void whatIsMissingIsNamed(String name) {
    Map<String, String> properties = new HashMap<>();
    properties.put("tenantry.installer.servers.main.host", "localhost");
    properties.put("tenantry.installer.servers.main.password", "secret");
    properties.put("tenantry.installer.registry.url", "http://localhost:8081");
    properties.remove("tenantry.installer." + name);

    assertThatThrownBy(() -> Settings.of(properties))
        .hasStackTraceContaining("tenantry.installer." + name)
        .hasStackTraceContaining("is required");
  }

  @ParameterizedTest
  @CsvSource({
    "servers.main.port, many",
    "workers.threads, two",
    "workers.lease, soon",
    "participants.attempts, often",
    "packages.max-unpacked-size, huge"
  })
  void whatCannotBeReadIsNamed(String name, String value) {
    assertThatThrownBy(() -> Settings.with(name, value))
        .hasStackTraceContaining("tenantry.installer." + name);
  }

  @ParameterizedTest
  @CsvSource({
    "tenant-server, other, there is no tenantry.installer.servers.other.host.",
    "landlord.server, other, there is no tenantry.installer.servers.other.host.",
    "landlord.database, Land-Lord, is no database name.",
    "registry.url, registry:8081, which is no http address.",
    "registry.url, ftp://registry, which is no http address.",
    "registry.url, http://a b, Illegal character",
    "migrations.lock-timeout, 0s, longer than nothing.",
    "migrations.statement-timeout, 0s, longer than nothing.",
    "migrations.run-timeout, -1s, longer than nothing.",
    "workers.lease, 0s, longer than nothing.",
    "workers.heartbeat, 0s, longer than nothing.",
    "workers.heartbeat, 20s, at most half of tenantry.installer.workers.lease.",
    "workers.longest-pause, 0s, longer than nothing.",
    "workers.poll-interval, 0s, longer than nothing.",
    "workers.idle-interval, 0s, longer than nothing.",
    "packages.max-unpacked-size, 0, more than 0.",
    "servers.main.space, 0, more than 0."
  })
  void whatMakesNoSenseStopsTheStart(String name, String value, String reason) {
    SettingsCheck check = new SettingsCheck(Settings.with(name, value));

    assertThatIllegalStateException()
        .isThrownBy(() -> check.check(new StartupEvent()))
        .withMessageContaining("tenantry.installer." + name)
        .withMessageContaining(reason);
  }

  @Test
  void everythingThatIsWrongIsToldAtOnce() {
    InstallerSettings settings =
        Settings.with("tenant-server", "other", "workers.idle-interval", "0s");

    assertThat(new SettingsCheck(settings).problems()).hasSize(2);
  }
}
