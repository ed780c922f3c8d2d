package io.tenantry.registry.domain.resolution;

import io.tenantry.registry.domain.ModuleName;
import io.tenantry.registry.domain.PlanItem;
import io.tenantry.registry.domain.Version;
import io.tenantry.registry.domain.VersionRange;
import io.tenantry.registry.domain.resolution.Constraint.Demanded;
import io.tenantry.registry.domain.resolution.Constraint.NeedEachOther;
import io.tenantry.registry.domain.resolution.Constraint.NotLowered;
import io.tenantry.registry.domain.resolution.Constraint.NotNamed;
import io.tenantry.registry.domain.resolution.Constraint.NotRemoved;
import io.tenantry.registry.domain.resolution.Constraint.NotUpgraded;
import io.tenantry.registry.domain.resolution.Constraint.Requested;
import io.tenantry.registry.domain.resolution.Resolution.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tries what would help, one thing at a time, and says what was found to. */
final class Remedies {

  private final Supplier<SatSolver> solvers;
  private final Catalogue catalogue;
  private final ResolutionRequest request;
  private final Clash clash;

  Remedies(
      Supplier<SatSolver> solvers, Catalogue catalogue, ResolutionRequest request, Clash clash) {
    this.solvers = solvers;
    this.catalogue = catalogue;
    this.request = request;
    this.clash = clash;
  }

  /** What is enough, or else what would have to come together; other requests come first. */
  List<Remedy> remedies() {
    List<Constraint> reasons = clash.reasons();
    List<Remedy> others = distinct(reasons, this::otherRequest);
    List<Remedy> remedies = others.stream().filter(Remedy::enough).toList();
    if (remedies.isEmpty()) {
      List<Remedy> published = distinct(reasons, this::otherCatalogue);
      List<Remedy> all = Stream.concat(others.stream(), published.stream()).toList();
      List<Remedy> enough = all.stream().filter(Remedy::enough).toList();
      remedies = enough.isEmpty() ? all : enough;
    }
    return remedies;
  }

  private static List<Remedy> distinct(
      List<Constraint> reasons, Function<Constraint, Optional<Remedy>> remedy) {
    return reasons.stream().map(remedy).flatMap(Optional::stream).distinct().toList();
  }

  private Optional<Remedy> otherRequest(Constraint reason) {
    ResolutionOptions options = request.options();
    if (reason instanceof NotUpgraded) {
      return Optional.of(upgrade(plan(with(options.withUpgradeOthers())), reason));
    }
    if (reason instanceof NotRemoved) {
      return request.changes().containsKey(reason.module())
          ? Optional.empty()
          : Optional.of(remove(reason.module()));
    }
    if (reason instanceof NotNamed one) {
      return Optional.of(
          one.why() == NotNamed.Why.PRERELEASE
              ? new Remedy("Allow pre-releases.", plan(with(options.withPrereleases())).isPresent())
              : name(one));
    }
    return reason instanceof Requested one ? otherRange(one) : Optional.empty();
  }

  private Optional<Remedy> otherCatalogue(Constraint reason) {
    if (reason instanceof Requested one && one.fitting().isEmpty()) {
      String which =
          one.existing().isEmpty()
              ? "a version of " + one.module()
              : one.module() + " " + one.range();
      return Optional.of(new Remedy("Publish %s.".formatted(which), false));
    }
    if (reason instanceof NotLowered one) {
      return Optional.of(
          new Remedy(
              "Publish versions that go with %s %s.".formatted(one.module(), one.installed()),
              false));
    }
    if (reason instanceof NeedEachOther one) {
      return Optional.of(publish(one));
    }
    return reason instanceof Demanded one
        ? Optional.of(new Remedy(publish(one), clash.isEndedWithout(reason)))
        : Optional.empty();
  }

  private Remedy name(NotNamed one) {
    List<Change> changes = new ArrayList<>(request.changeList());
    changes.removeIf(change -> change.module().equals(one.module()));
    changes.add(new Change.Install(one.module(), new OneVersion(one.version())));
    return new Remedy(
        "Ask for exactly %s %s.".formatted(one.module(), one.version()),
        plan(request.with(changes)).isPresent());
  }

  private Remedy upgrade(Optional<Plan> plan, Constraint reason) {
    List<String> upgrades = new ArrayList<>();
    for (PlanItem item : plan.map(Plan::items).orElse(List.of())) {
      if (item.action() == PlanItem.Action.UPGRADE
          && !request.changes().containsKey(item.module())) {
        upgrades.add("%s to %s".formatted(item.module(), item.version().version()));
      }
    }
    return upgrades.isEmpty()
        ? new Remedy("Upgrade %s first.".formatted(reason.module()), false)
        : new Remedy(
            "Upgrade %s first, or allow upgrades of other modules."
                .formatted(String.join(" and ", upgrades)),
            true);
  }

  private Remedy remove(ModuleName module) {
    List<Change> changes = new ArrayList<>(request.changeList());
    changes.add(new Change.Uninstall(module));
    if (plan(request.with(changes)).isPresent()) {
      return new Remedy("Uninstall %s too.".formatted(module), true);
    }
    Optional<Plan> cascade = plan(with(request.options().withCascade()));
    String removed =
        cascade.map(Plan::items).orElse(List.of()).stream()
            .filter(PlanItem::isRemoval)
            .map(item -> item.module().value())
            .filter(name -> !request.changes().containsKey(new ModuleName(name)))
            .collect(Collectors.joining(" and "));
    return removed.isEmpty()
        ? new Remedy("Uninstall %s too.".formatted(module), false)
        : new Remedy("Uninstall %s too, or ask for a cascade.".formatted(removed), true);
  }

  private Optional<Remedy> otherRange(Requested one) {
    List<Change> changes = new ArrayList<>();
    for (Change change : request.changes().values()) {
      changes.add(change.module().equals(one.module()) ? widened(change) : change);
    }
    return plan(request.with(changes))
        .map(plan -> versionAfter(plan, one.module()))
        .map(
            version ->
                new Remedy(
                    "Ask for %s %s, which can be had.".formatted(one.module(), version), true));
  }

  private Version versionAfter(Plan plan, ModuleName module) {
    return plan.items().stream()
        .filter(item -> item.module().equals(module))
        .map(item -> item.version().version())
        .findFirst()
        .orElseGet(() -> request.installed().get(module).version());
  }

  private static Change widened(Change change) {
    return change instanceof Change.Upgrade
        ? new Change.Upgrade(change.module(), new AnyVersion())
        : new Change.Install(change.module(), new AnyVersion());
  }

  private static Remedy publish(NeedEachOther one) {
    return new Remedy(
        "Publish a version of %s that does not need %s."
            .formatted(one.module(), one.cycle().get(1 % one.cycle().size())),
        false);
  }

  private static String publish(Demanded one) {
    if (!one.kind().isNeed() || !one.fitting().isEmpty()) {
      return "Publish a version of %s that goes with another %s than %s."
          .formatted(one.module(), one.target(), one.range());
    }
    return one.kind() == DemandKind.NEEDS_MODULE
        ? "Publish %s %s.".formatted(one.target(), one.range())
        : "Publish a module that provides %s %s.".formatted(one.target(), one.range());
  }

  private ResolutionRequest with(ResolutionOptions options) {
    return request.with(options);
  }

  private Optional<Plan> plan(ResolutionRequest changed) {
    return new Search(solvers, catalogue, changed)
        .best()
        .map(selection -> Resolver.plan(catalogue, changed, selection));
  }

  /** Takes whatever there is; a pre-release does not become offered by it. */
  private record AnyVersion() implements VersionRange {

    @Override
    public boolean contains(Version version, boolean prereleases) {
      return prereleases || !version.isPrerelease();
    }

    @Override
    public boolean isExactly(Version version) {
      return false;
    }

    @Override
    public String text() {
      return "*";
    }
  }

  /** Names a version. */
  private record OneVersion(Version version) implements VersionRange {

    @Override
    public boolean contains(Version other, boolean prereleases) {
      return other.equals(version);
    }

    @Override
    public boolean isExactly(Version other) {
      return other.equals(version);
    }

    @Override
    public String text() {
      return version.toString();
    }
  }
}
