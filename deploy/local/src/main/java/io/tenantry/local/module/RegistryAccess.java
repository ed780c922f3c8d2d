package io.tenantry.local.module;

import io.tenantry.local.client.ApiClient;
import io.tenantry.local.up.CallersDirectory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which registry is asked, and who asks. */
final class RegistryAccess {

  @Option(
      names = "--registry",
      paramLabel = "URL",
      defaultValue = "${env:TENANTRY_REGISTRY:-http://localhost:8081}",
      description = "The registry; otherwise TENANTRY_REGISTRY, or http://localhost:8081.")
  private URI address;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      defaultValue = "${env:TENANTRY_TOKEN_FILE}",
      description = "A platform admin's token; otherwise the file that TENANTRY_TOKEN_FILE names.")
  private Path tokenFile;

  ApiClient client() {
    if (tokenFile == null) {
      throw new CannotDo("No token: name its file with --token-file or in TENANTRY_TOKEN_FILE");
    }
    try {
      return new ApiClient(address, Files.readString(CallersDirectory.resolve(tokenFile)).strip());
    } catch (IOException e) {
      throw new CannotDo(
          "The token cannot be read from %s; name a file that can".formatted(tokenFile));
    }
  }
}
