package io.tenantry.registry.adapter.in.rest;

import io.tenantry.registry.application.port.RangeNotation;
import io.tenantry.registry.domain.InstalledAs;
import io.tenantry.registry.domain.InstalledModule;
import io.tenantry.registry.domain.ModuleName;
import io.tenantry.registry.domain.Version;
import io.tenantry.registry.domain.resolution.Change;
import io.tenantry.registry.domain.resolution.ResolutionOptions;
import io.tenantry.registry.domain.resolution.ResolutionRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A question to the resolver.
 *
 * @param changes what is asked for; 1,000 at most, one for a module
 * @param installed what is there already; 1,000 at most; none when absent
 * @param options none of them when absent
 */
record ResolutionQuery(
    @NotEmpty @Size(max = 1000) List<@NotNull @Valid ChangeDocument> changes,
    @Size(max = 1000) List<@NotNull @Valid InstalledDocument> installed,
    OptionsDocument options) {

  /**
   * The question as the resolver understands it.
   *
   * @throws io.tenantry.registry.domain.InvalidValue if a name, version or range is none
   */
  ResolutionRequest toRequest(RangeNotation ranges) {
    return new ResolutionRequest(
        changes.stream().map(one -> one.toChange(ranges)).toList(),
        installed == null
            ? List.of()
            : installed.stream().map(InstalledDocument::toInstalled).toList(),
        options == null ? ResolutionOptions.NONE : options.toOptions());
  }

  /** What is asked for. */
  enum Action {
    INSTALL,
    UPGRADE,
    UNINSTALL
  }

  /**
   * What is asked for about a module.
   *
   * @param range in npm's notation; any version when absent
   */
  record ChangeDocument(
      @NotNull Action action,
      @NotNull @Schema(examples = "digital_card") String module,
      @Schema(examples = "^1.2") String range) {

    Change toChange(RangeNotation ranges) {
      ModuleName name = new ModuleName(module);
      return switch (action) {
        case INSTALL -> new Change.Install(name, ranges.parse(range == null ? "*" : range));
        case UPGRADE -> new Change.Upgrade(name, ranges.parse(range == null ? "*" : range));
        case UNINSTALL -> new Change.Uninstall(name);
      };
    }
  }

  /**
   * What is there.
   *
   * @param installedAs why; on request when absent
   */
  record InstalledDocument(
      @NotNull String module,
      @NotNull @Schema(examples = "1.0.0") String version,
      InstalledAs installedAs) {

    InstalledModule toInstalled() {
      return new InstalledModule(
          new ModuleName(module),
          Version.of(version),
          installedAs == null ? InstalledAs.REQUESTED : installedAs);
    }
  }

  /**
   * What a plan may do beyond what is asked for.
   *
   * @param allowPrereleases take pre-releases like any other version
   * @param upgradeOthers upgrade installed modules that were not asked for, where it is needed
   * @param cascade remove modules that need one which is removed
   */
  record OptionsDocument(boolean allowPrereleases, boolean upgradeOthers, boolean cascade) {

    ResolutionOptions toOptions() {
      return new ResolutionOptions(allowPrereleases, upgradeOthers, cascade);
    }
  }
}
