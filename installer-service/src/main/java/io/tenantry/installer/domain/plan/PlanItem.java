package io.tenantry.installer.domain.plan;

import io.tenantry.installer.domain.InvalidValue;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One module of an approved plan.
 *
 * @param from version that an upgrade begins with; empty for an installation
 * @param digest SHA-256 of the package, as {@code sha256:} and 64 hexadecimal digits
 * @param packageSize in bytes
 * @param packageLocation path below the registry's address
 * @param requires modules that it may refer to
 * @param parameters JSON object, secrets only as references
 */
public record PlanItem(
    ModuleName module,
    String version,
    Optional<String> from,
    String digest,
    long packageSize,
    String packageLocation,
    List<ModuleName> requires,
    String parameters) {

  private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");
  private static final Pattern LOCATION = Pattern.compile("(/[A-Za-z0-9._~+-]+)+");

  public PlanItem {
    if (!DIGEST.matcher(digest).matches()) {
      throw new InvalidValue("'%s' is no digest of a package".formatted(digest));
    }
    if (!LOCATION.matcher(packageLocation).matches()) {
      throw new InvalidValue("'%s' is no path of a package".formatted(packageLocation));
    }
    requires = List.copyOf(requires);
  }

  public boolean isUpgrade() {
    return from.isPresent();
  }
}
