package io.tenantry.tenantmodule;

import io.tenantry.contracts.catalogue.ModuleVersionDeprecated;
import io.tenantry.contracts.catalogue.ModuleVersionPublished;
import io.tenantry.contracts.catalogue.ModuleVersionWithdrawn;
import io.tenantry.testkit.infrastructure.PlatformServers;
import java.util.List;
import org.apache.avro.specific.SpecificRecordBase;

/** The registry, played for one module; each change is an hour after the one before. */
record Registry(String module) {

  private static final long AN_HOUR = 3_600;
  private static final String REASON = "It leaks.";

  void publishes(String version) {
    say(version, published(version));
  }

  void deprecates(String version) {
    say(
        version,
        new ModuleVersionDeprecated(
            module, version, REASON, published(version), Partners.NOW.plusSeconds(AN_HOUR)));
  }

  void withdraws(String version) {
    say(
        version,
        new ModuleVersionWithdrawn(
            module, version, REASON, published(version), Partners.NOW.plusSeconds(2 * AN_HOUR)));
  }

  private void say(String version, SpecificRecordBase fact) {
    PlatformServers.events().send("registry-service", module + "@" + version, fact);
  }

  private ModuleVersionPublished published(String version) {
    return ModuleVersionPublished.newBuilder()
        .setModule(module)
        .setVersion(version)
        .setTitle("Title of " + module)
        .setDescription("What it is for.")
        .setNamespace("App")
        .setDigest("sha256:" + "0".repeat(64))
        .setRequiredFeatures(List.of("cards", "a, b"))
        .setRequires(List.of())
        .setPermissions(List.of())
        .setPublishedAt(Partners.NOW)
        .build();
  }
}
