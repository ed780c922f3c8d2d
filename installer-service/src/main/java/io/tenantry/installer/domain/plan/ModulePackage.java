package io.tenantry.installer.domain.plan;

import io.tenantry.installer.domain.migration.Grants;
import io.tenantry.installer.domain.migration.Script;
import io.tenantry.installer.domain.migration.ScriptVersion;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the installer needs of a package.
 *
 * @param extensions what has to be in the tenant's database
 * @param offline whether an upgrade may rely on a backup, the module being closed meanwhile
 * @param participation that the module's own service has in the setup
 */
public record ModulePackage(
    Part landlord,
    Part tenant,
    Part setup,
    List<RequiredExtension> extensions,
    boolean offline,
    Optional<Participation> participation) {

  public ModulePackage {
    extensions = List.copyOf(extensions);
  }

  /** A package whose manifest asks for nothing. */
  public ModulePackage(Part landlord, Part tenant, Part setup) {
    this(landlord, tenant, setup, List.of(), false, Optional.empty());
  }

  /**
   * Looks whether every placeholder can be filled.
   *
   * @throws io.tenantry.installer.domain.InvalidValue if one names no module of those
   */
  public void checkPlaceholders(List<ModuleName> requires) {
    Stream.of(landlord, tenant, setup)
        .flatMap(part -> Stream.concat(part.scripts().stream(), part.undo().stream()))
        .forEach(script -> script.runnable(requires));
  }

  /**
   * What belongs together.
   *
   * @param scripts in the order of their paths
   * @param undo scripts that take those back, each named like the one that it takes back, with a
   *     {@code U} for the {@code V} or before the {@code R}
   * @param grants what the module's runtime role may do there
   */
  public record Part(List<Script> scripts, List<Script> undo, Grants grants) {

    public static final Part NONE = new Part(List.of(), List.of(), Grants.NONE);

    public Part {
      scripts = List.copyOf(scripts);
      undo = List.copyOf(undo);
    }

    /** Versions of the scripts that have one. */
    public Set<ScriptVersion> versions() {
      return scripts.stream()
          .filter(script -> !script.isRepeatable())
          .map(Script::version)
          .collect(Collectors.toUnmodifiableSet());
    }

    /** Scripts that run again when they have changed. */
    public List<Script> repeatable() {
      return scripts.stream().filter(Script::isRepeatable).toList();
    }
  }
}
