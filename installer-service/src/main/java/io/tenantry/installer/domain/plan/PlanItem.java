package io.tenantry.installer.domain.plan;

import io.tenantry.installer.domain.InvalidValue;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * One module of an approved plan.
 *
 * @param version that is there afterwards, or that is removed
 * @param from version that an upgrade begins with, or that kept data was made with
 * @param restores kept data that is put back
 * @param digest SHA-256 of the package, as {@code sha256:} and 64 hexadecimal digits
 * @param packageSize in bytes
 * @param packageLocation path below the registry's address
 * @param requires modules that it may refer to
 * @param parameters JSON object, secrets only as references
 */
public record PlanItem(
    ModuleName module,
    String version,
    Action action,
    Optional<String> from,
    Optional<UUID> restores,
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
    if (from.isPresent() != (action == Action.UPGRADE || action == Action.RESTORE)) {
      throw new InvalidValue(
          "it has to be said from which version %s is upgraded, and only then".formatted(module));
    }
    if (restores.isPresent() != (action == Action.RESTORE)) {
      throw new InvalidValue("%s cannot be restored from nothing".formatted(module));
    }
    requires = List.copyOf(requires);
  }

  /** Whether the module's data is there already, in some version. */
  public boolean hasFormer() {
    return from.isPresent();
  }
}
