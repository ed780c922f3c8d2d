package io.tenantry.local.up;

import io.tenantry.local.platform.Platform;
import io.tenantry.local.platform.PrivateFile;
import io.tenantry.local.platform.ServiceProcess;
import io.tenantry.testkit.security.TokenIssuer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tells where everything is, with tokens and lines to be pasted. */
final class WhereToGoNext {

  private static final Duration LIFETIME = Duration.ofHours(12);

  private final Session session;
  private final String module;
  private final Platform platform;
  private final Screen screen;

  WhereToGoNext(Session session, String module, Screen screen) {
    this.session = session;
    this.module = module;
    this.platform = session.platform();
    this.screen = screen;
  }

  void tell() {
    screen.line("");
    for (ServiceProcess service : platform.services()) {
      URI address = service.address();
      screen.line(service.name());
      if (service != platform.installer()) {
        screen.line("  API      " + address + "/v1");
        screen.line("  Swagger  " + address + "/q/swagger-ui");
      }
      screen.line("  health   " + address + "/q/health");
      screen.line("  metrics  " + address + "/q/metrics");
      screen.line("  log      " + service.log());
    }
    tellServers();
    tellTokens();
  }

  private void tellServers() {
    screen.line(
        "PostgreSQL         psql -h %s -p %d -U postgres landlord"
            .formatted(platform.servers().postgres().host(), platform.servers().postgres().port()));
    screen.line("Kafka              " + platform.servers().kafka().bootstrapServers());
    screen.line("Schema registry    " + platform.servers().schemaRegistry().confluentApi());
  }

  private void tellTokens() {
    Map<String, Path> files = writeTokens();
    screen.line("");
    screen.line("A token per role, good for %d hours:".formatted(LIFETIME.toHours()));
    files.forEach((role, file) -> screen.line("  %-15s %s".formatted(role, file)));
    URI tenants = platform.tenantModule().address();
    screen.line("");
    screen.line("Try:");
    screen.line(
        curl(files.get("tenant-admin"), tenants + "/v1/tenants/" + MainJob.TENANT + "/modules"));
    screen.line(
        curl(
            files.get("tenant-viewer"),
            tenants + "/v1/installation-jobs?tenant=" + MainJob.TENANT));
    screen.line(
        curl(files.get("platform-admin"), platform.registry().address() + "/v1/modules/" + module));
    screen.line("");
  }

  private static String curl(Path token, String address) {
    return "  curl -s -H \"Authorization: Bearer $(cat %s)\" '%s'".formatted(token, address);
  }

  private Map<String, Path> writeTokens() {
    TokenIssuer issuer = platform.tokens();
    Map<String, String> tokens = new LinkedHashMap<>();
    tokens.put("platform-admin", issuer.platformAdmin(LIFETIME));
    tokens.put("tenant-admin", issuer.tenantAdmin(LIFETIME, MainJob.TENANT));
    tokens.put("tenant-viewer", issuer.tenantViewer(LIFETIME, MainJob.TENANT));
    tokens.put("service", issuer.service(LIFETIME, "local"));
    Map<String, Path> files = new LinkedHashMap<>();
    tokens.forEach((role, token) -> files.put(role, write(role, token)));
    return files;
  }

  private Path write(String role, String token) {
    return PrivateFile.write(session.directory().resolve("tokens").resolve(role), token);
  }
}
