package io.tenantry.tenantmodule.config;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptedSubscriptionTest {

  private static final String URL = "tenantry.subscription.http.url";

  @Test
  void anAddressIsEnough() {
    assertThatCode(() -> check(Map.of(URL, "https://billing.example/api")))
        .doesNotThrowAnyException();
  }

  @Test
  void withoutAnAddressItIsSaidWhatToSet() {
    assertThatThrownBy(() -> check(Map.of()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("Set tenantry.subscription.http.url to ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"billing.example", "ftp://billing.example", "https:///api"})
  void whatIsNoAddressIsRefused(String url) {
    assertThatThrownBy(() -> check(Map.of(URL, url))).hasMessageContaining(URL);
  }

  @ParameterizedTest
  @CsvSource({
    "http.timeout, 0s",
    "http.reset, -1s",
    "http.pause, 0s",
    "http.retry-delay, -1ms",
    "fallback-age, 0s"
  })
  void timesHaveToBeTimes(String name, String time) {
    String setting = "tenantry.subscription." + name;

    assertThatThrownBy(() -> check(Map.of(URL, "http://localhost:8090", setting, time)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("Set " + setting + " to ");
  }

  private static void check(Map<String, String> settings) {
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(SubscriptionSettings.class)
            .withDefaultValues(settings)
            .build();
    AcceptedSubscription.check(config.getConfigMapping(SubscriptionSettings.class));
  }
}
