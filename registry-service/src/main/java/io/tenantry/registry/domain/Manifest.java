package io.tenantry.registry.domain;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What {@code module.yaml} says about a module version.
 *
 * @param namespace code namespace, such as {@code App\Contexts\DigitalCard}
 * @param requiredFeatures features that a tenant's subscription must allow
 * @param requirements modules that must be there
 * @param requiredCapabilities capabilities that some module must provide
 * @param requiredExtensions PostgreSQL extensions that must be in the tenant's database
 * @param conflicts modules that must not be there beside it
 * @param replaces modules that go when it comes
 * @param parametersSchema JSON Schema of the parameters, as JSON text
 * @param participantTimeout how long the module's own service may take for its part in the setup
 */
public record Manifest(
    ModuleName name,
    Version version,
    String title,
    String description,
    String publisher,
    String namespace,
    List<String> requiredFeatures,
    List<Requirement> requirements,
    List<CapabilityRequirement> requiredCapabilities,
    List<RequiredExtension> requiredExtensions,
    List<Capability> provides,
    List<ModuleRange> conflicts,
    List<ModuleRange> replaces,
    List<Permission> permissions,
    Optional<String> parametersSchema,
    WayBack wayBack,
    Optional<Duration> participantTimeout) {

  public Manifest {
    requiredFeatures = List.copyOf(requiredFeatures);
    requirements = List.copyOf(requirements);
    requiredCapabilities = List.copyOf(requiredCapabilities);
    requiredExtensions = List.copyOf(requiredExtensions);
    provides = List.copyOf(provides);
    conflicts = List.copyOf(conflicts);
    replaces = List.copyOf(replaces);
    permissions = List.copyOf(permissions);
  }
}
