package io.tenantry.local.platform;

import io.tenantry.testkit.process.FreePorts;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How a platform is started.
 *
 * @param directory for its data, logs and keys
 * @param registryPort where registry-service listens
 * @param tenantModulePort where tenant-module-service listens
 * @param installerPort where installer-service listens
 * @param settings further settings of the services, as environment variables
 * @param jvm options of the services' JVMs
 */
public record PlatformOptions(
    Path directory,
    int registryPort,
    int tenantModulePort,
    int installerPort,
    Map<String, String> settings,
    List<String> jvm) {

  /** Of services that live for minutes and should start fast. */
  public static final List<String> QUICK =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx512m");

  /** Of services that run for long, as in production. */
  public static final List<String> LASTING = List.of("-Xmx512m");

  private static final int REGISTRY_PORT = 8081;
  private static final int TENANT_MODULE_PORT = 8082;
  private static final int INSTALLER_PORT = 8083;

  /** Takes the ports that the documentation speaks of. */
  public static PlatformOptions onUsualPorts(Path directory) {
    return new PlatformOptions(
        directory, REGISTRY_PORT, TENANT_MODULE_PORT, INSTALLER_PORT, Map.of(), QUICK);
  }

  /** Takes free ports for everything. */
  public static PlatformOptions onFreePorts(Path directory) {
    return new PlatformOptions(
        directory, FreePorts.next(), FreePorts.next(), FreePorts.next(), Map.of(), QUICK);
  }

  /**
   * Looks whether the services can listen, before anything is started.
   *
   * @throws CannotStart if a port is taken
   */
  public void requireFreePorts() {
    ServiceProcess.requireFree(registryPort, Platform.REGISTRY);
    ServiceProcess.requireFree(tenantModulePort, Platform.TENANT_MODULE);
    ServiceProcess.requireFree(installerPort, Platform.INSTALLER);
  }

  /** The same with further settings. */
  public PlatformOptions with(Map<String, String> further) {
    return new PlatformOptions(
        directory, registryPort, tenantModulePort, installerPort, further, jvm);
  }

  /** The same on such JVMs. */
  public PlatformOptions on(List<String> options) {
    return new PlatformOptions(
        directory, registryPort, tenantModulePort, installerPort, settings, options);
  }
}
