package io.tenantry.local;

import io.tenantry.local.client.ModuleSource;
import io.tenantry.local.client.PlatformApi;
import io.tenantry.local.platform.Platform;
import io.tenantry.local.platform.PlatformOptions;
import io.tenantry.local.platform.Servers;
import io.tenantry.testkit.infrastructure.Infrastructure;
import io.tenantry.testkit.kafka.EventClient;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the packaged services on real servers; all tests of a run share them. */
public final class RunningPlatform implements BeforeAllCallback, ParameterResolver {

  public static final String DIGITAL_CARD = "digital_card";

  /** A task whose worker is frozen is taken over sooner. */
  private static final Map<String, String> SETTINGS =
      Map.of(
          "TENANTRY_INSTALLER_WORKERS_LEASE", "10s", "TENANTRY_INSTALLER_WORKERS_HEARTBEAT", "3s");

  private static final Namespace NAMESPACE = Namespace.create(RunningPlatform.class);

  @Override
  public void beforeAll(ExtensionContext context) {
    running(context);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Running.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return running(context);
  }

  private static Running running(ExtensionContext context) {
    Store store = context.getRoot().getStore(NAMESPACE);
    return store.computeIfAbsent(Running.class, key -> Running.start(SETTINGS), Running.class);
  }

  /** The platform, what it runs on, and DigitalCard published on it. */
  public record Running(Infrastructure infrastructure, Platform platform, EventClient events)
      implements AutoCloseable {

    static Running start(Map<String, String> settings) {
      Infrastructure infrastructure = Infrastructure.start();
      Platform platform =
          Platform.start(
              PlatformOptions.onFreePorts(infrastructure.directory()).with(settings),
              Servers.of(infrastructure));
      EventClient events = new EventClient(infrastructure.kafka(), infrastructure.schemaRegistry());
      Running running = new Running(infrastructure, platform, events);
      running.api().publish(ModuleSource.of("digital-card"));
      return running;
    }

    public PlatformApi api() {
      return new PlatformApi(platform);
    }

    /** A tenant of its own for a test, with its database. */
    public String newTenant() {
      String tenant = "t-" + UUID.randomUUID().toString().substring(0, 8);
      api().register(tenant, Limits.PROVISIONING);
      return tenant;
    }

    @Override
    public void close() {
      events.close();
      platform.stopServices();
      infrastructure.close();
    }
  }
}
