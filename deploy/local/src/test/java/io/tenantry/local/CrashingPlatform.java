package io.tenantry.local;

import io.tenantry.local.RunningPlatform.Running;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests that kill services a platform of their own, on which a dead worker is soon missed.
 */
final class CrashingPlatform implements ParameterResolver {

  private static final Namespace NAMESPACE = Namespace.create(CrashingPlatform.class);
  private static final Map<String, String> SETTINGS =
      Map.of(
          "TENANTRY_INSTALLER_WORKERS_LEASE", "2s",
          "TENANTRY_INSTALLER_WORKERS_HEARTBEAT", "200ms",
          "TENANTRY_REGISTRY_RESERVATIONS_SWEEP_INTERVAL", "2s");

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Running.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(Running.class, key -> Running.start(SETTINGS), Running.class);
  }
}
