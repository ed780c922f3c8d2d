package io.tenantry.tenantmodule;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.HashMap;
import java.util.Map;

/** A service that does with what it remembers while the one that it asks does not answer. */
public final class RememberingSubscriptions implements QuarkusTestProfile {

  @Override
  public Map<String, String> getConfigOverrides() {
    Map<String, String> settings = new HashMap<>(new SubscribedElsewhere().getConfigOverrides());
    settings.put("tenantry.subscription.fallback", "cached");
    return settings;
  }
}
