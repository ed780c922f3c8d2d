package io.tenantry.registry.domain;

import java.util.List;
import java.util.Optional;

/**
 * What {@code module.yaml} says about a module version.
 *
 * @param namespace code namespace, such as {@code App\Contexts\DigitalCard}
 * @param requiredFeatures features that a tenant's subscription must allow
 * @param requirements modules that must be there
 * @param requiredCapabilities capabilities that some module must provide
 * @param parametersSchema JSON Schema of the parameters, as JSON text
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
    List<Capability> provides,
    List<Permission> permissions,
    Optional<String> parametersSchema,
    WayBack wayBack) {

  public Manifest {
    requiredFeatures = List.copyOf(requiredFeatures);
    requirements = List.copyOf(requirements);
    requiredCapabilities = List.copyOf(requiredCapabilities);
    provides = List.copyOf(provides);
    permissions = List.copyOf(permissions);
  }
}
