package io.tenantry.local.platform;

import io.tenantry.testkit.process.FreePorts;
import io.tenantry.testkit.process.JavaCommand;
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
 * @param jvm options of the services' JVMs
 * @param settings further settings of the services, as environment variables
 */
public record PlatformOptions(
    Path directory,
    int registryPort,
    int tenantModulePort,
    int installerPort,
    List<String> jvm,
    Map<String, String> settings) {

  private static final int REGISTRY_PORT = 8081;
  private static final int TENANT_MODULE_PORT = 8082;
  private static final int INSTALLER_PORT = 8083;

  /** Takes the ports that the documentation speaks of. */
  public static PlatformOptions onUsualPorts(Path directory) {
    return new PlatformOptions(
        directory,
        REGISTRY_PORT,
        TENANT_MODULE_PORT,
        INSTALLER_PORT,
        JavaCommand.SMALL_AND_QUICK,
        Map.of());
  }

  /** Takes free ports for everything. */
  public static PlatformOptions onFreePorts(Path directory) {
    return new PlatformOptions(
        directory,
        FreePorts.next(),
        FreePorts.next(),
        FreePorts.next(),
        JavaCommand.SMALL_AND_QUICK,
        Map.of());
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
        directory, registryPort, tenantModulePort, installerPort, jvm, further);
  }

  /** The same with JVMs that take their time to start and to become fast. */
  public PlatformOptions asInProduction() {
    return new PlatformOptions(
        directory, registryPort, tenantModulePort, installerPort, List.of(), settings);
  }
}
