package io.tenantry.local.platform;

import io.tenantry.testkit.infrastructure.PlatformDatabases;
import io.tenantry.testkit.infrastructure.PostgresServer;
import io.tenantry.testkit.modules.ProjectFiles;
import io.tenantry.testkit.process.FreePorts;
import io.tenantry.testkit.security.TokenIssuer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The three services on their servers, each a process of its own. */
public final class Platform implements AutoCloseable {

  static final String TENANT_MODULE = "tenant-module-service";
  static final String REGISTRY = "registry-service";
  static final String INSTALLER = "installer-service";
  private static final Duration TOKEN_LIFETIME = Duration.ofDays(365);

  private final PlatformOptions options;
  private final Servers servers;
  private final TokenIssuer tokens = TokenIssuer.withNewKey();
  private final ServiceProcess registry;
  private final ServiceProcess tenantModule;
  private final ServiceProcess installer;

  private Platform(PlatformOptions options, Servers servers) {
    this.options = options;
    this.servers = servers;
    registry = service(REGISTRY, options.registryPort(), registrySettings());
    tenantModule = service(TENANT_MODULE, options.tenantModulePort(), tenantModuleSettings());
    installer = service(INSTALLER, options.installerPort(), installerSettings());
  }

  /** Starts the services side by side and waits until all are ready. */
  public static Platform start(PlatformOptions options, Servers servers) {
    Platform platform = new Platform(options, servers);
    try {
      platform.services().forEach(ServiceProcess::launch);
      platform.services().forEach(ServiceProcess::awaitReady);
      return platform;
    } catch (RuntimeException e) {
      platform.stopServices();
      throw e;
    }
  }

  public List<ServiceProcess> services() {
    return List.of(registry, tenantModule, installer);
  }

  public ServiceProcess registry() {
    return registry;
  }

  public ServiceProcess tenantModule() {
    return tenantModule;
  }

  public ServiceProcess installer() {
    return installer;
  }

  public Servers servers() {
    return servers;
  }

  public TokenIssuer tokens() {
    return tokens;
  }

  /** A further installer beside the first, not started yet. */
  public ServiceProcess anotherInstaller(String instance) {
    return service(INSTALLER, instance, FreePorts.next(), installerSettings());
  }

  /** A further tenant-module-service beside the first, not started yet. */
  public ServiceProcess anotherTenantModule(String instance) {
    return service(TENANT_MODULE, instance, FreePorts.next(), tenantModuleSettings());
  }

  /** Where the installer keeps the passwords of runtime roles. */
  public Path secrets() {
    return options.directory().resolve("secrets");
  }

  /** Stops the services; the servers stay. */
  public void stopServices() {
    CompletableFuture<?>[] stops =
        services().stream()
            .map(service -> CompletableFuture.runAsync(service::close, Platform::onThread))
            .toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(stops).join();
  }

  @Override
  public void close() {
    stopServices();
    servers.close();
  }

  private static void onThread(Runnable work) {
    new Thread(work, "stop-service").start();
  }

  private ServiceProcess service(String name, int port, Map<String, String> settings) {
    return service(name, name, port, settings);
  }

  private ServiceProcess service(
      String name, String instance, int port, Map<String, String> settings) {
    settings.put("TENANTRY_HTTP_PORT", Integer.toString(port));
    settings.put("TENANTRY_MESSAGING_INSTANCE", instance);
    settings.putAll(options.settings());
    return new ServiceProcess(
        name, instance, port, ProjectFiles.root(), options.directory(), options.jvm(), settings);
  }

  private Map<String, String> registrySettings() {
    return authenticating(common());
  }

  private Map<String, String> tenantModuleSettings() {
    return authenticating(common());
  }

  private Map<String, String> installerSettings() {
    PostgresServer postgres = servers.postgres();
    Map<String, String> settings = common();
    settings.put("TENANTRY_INSTALLER_SERVERS_MAIN_HOST", postgres.host());
    settings.put("TENANTRY_INSTALLER_SERVERS_MAIN_PORT", Integer.toString(postgres.port()));
    settings.put("TENANTRY_INSTALLER_SERVERS_MAIN_PASSWORD", PlatformDatabases.PASSWORD);
    settings.put("TENANTRY_INSTALLER_REGISTRY_URL", "http://localhost:" + options.registryPort());
    settings.put("TENANTRY_INSTALLER_REGISTRY_TOKEN_FILE", serviceToken().toString());
    settings.put("TENANTRY_INSTALLER_SECRETS_DIRECTORY", secrets().toString());
    settings.put(
        "TENANTRY_INSTALLER_PACKAGES_CACHE", options.directory().resolve("packages").toString());
    return settings;
  }

  private Map<String, String> authenticating(Map<String, String> settings) {
    Path keySet = tokens.writeKeySet(options.directory().resolve("keys").resolve("jwks.json"));
    settings.put("TENANTRY_AUTH_JWKS_LOCATION", keySet.toString());
    settings.put("TENANTRY_AUTH_ISSUER", TokenIssuer.ISSUER);
    return settings;
  }

  private Map<String, String> common() {
    PostgresServer postgres = servers.postgres();
    Map<String, String> settings = new HashMap<>();
    settings.put("TENANTRY_DATABASE_HOST", postgres.host());
    settings.put("TENANTRY_DATABASE_PORT", Integer.toString(postgres.port()));
    settings.put("TENANTRY_DATABASE_OWNER_PASSWORD", PlatformDatabases.PASSWORD);
    settings.put("TENANTRY_DATABASE_APP_PASSWORD", PlatformDatabases.PASSWORD);
    settings.put("TENANTRY_DATABASE_RELAY_PASSWORD", PlatformDatabases.PASSWORD);
    settings.put("TENANTRY_KAFKA_BOOTSTRAP_SERVERS", servers.kafka().bootstrapServers());
    settings.put("TENANTRY_SCHEMA_REGISTRY_URL", servers.schemaRegistry().nativeApi().toString());
    return settings;
  }

  private Path serviceToken() {
    return PrivateFile.write(
        options.directory().resolve("keys").resolve("installer-service.token"),
        tokens.service(TOKEN_LIFETIME, "installer-service"));
  }
}
