package io.tenantry.local.resolver;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.registry.adapter.out.sat.Sat;
import io.tenantry.registry.adapter.out.semver.Npm;
import io.tenantry.registry.domain.Fixtures;
import io.tenantry.registry.domain.InstalledModule;
import io.tenantry.registry.domain.ModuleName;
import io.tenantry.registry.domain.ModuleVersion;
import io.tenantry.registry.domain.Requirement;
import io.tenantry.registry.domain.VersionRange;
import io.tenantry.registry.domain.resolution.Catalogue;
import io.tenantry.registry.domain.resolution.Change;
import io.tenantry.registry.domain.resolution.Resolution;
import io.tenantry.registry.domain.resolution.Resolution.NoPlan;
import io.tenantry.registry.domain.resolution.Resolution.Plan;
import io.tenantry.registry.domain.resolution.ResolutionOptions;
import io.tenantry.registry.domain.resolution.ResolutionRequest;
import io.tenantry.registry.domain.resolution.Resolver;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * How long the resolver takes on a large catalogue, beside a greedy walk. In the build it only
 * checks that it answers; {@code -Dbenchmark.rounds} and {@code -Dbenchmark.times} measure.
 */
class ResolverBenchmarkTest {

  private static final int ROUNDS = Integer.getInteger("benchmark.rounds", 2);
  private static final int MOST_TIMES = Integer.getInteger("benchmark.times", 1);
  private static final long SEED = Long.getLong("benchmark.seed", 20261123);
  private static final VersionRange ANY = Npm.range("*");

  private final Resolver resolver = Sat.resolver();

  static Stream<Integer> sizes() {
    return Stream.of(1, 10).filter(one -> one <= MOST_TIMES);
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void itAnswers(int times) {
    long before = usedMemory();
    List<ModuleVersion> versions = new ArrayList<>(GeneratedCatalogue.of(times, SEED));
    versions.add(needingTwoReleases());
    long read = usedMemory();
    long start = System.nanoTime();
    Catalogue catalogue = Catalogue.of(versions);
    System.out.printf(
        "%d modules, %d versions, %d requirements, %.1f MiB; worked out in %.0f ms, %.1f MiB%n",
        catalogue.modules().size(),
        versions.size(),
        versions.stream().mapToInt(ResolverBenchmarkTest::requirements).sum(),
        (read - before) / 1048576.0,
        (System.nanoTime() - start) / 1e6,
        (usedMemory() - read) / 1048576.0);

    Random random = new Random(SEED);
    List<ModuleName> modules = List.copyOf(catalogue.modules());
    GreedyWalk greedy = new GreedyWalk(versions);
    measure(
        "greedy walk, one module",
        40 * ROUNDS,
        () -> greedy.resolve(GeneratedCatalogue.name(random.nextInt(modules.size() - 1)), ANY));
    measure(
        "one module",
        40 * ROUNDS,
        () -> {
          ModuleName one = GeneratedCatalogue.name(random.nextInt(modules.size() - 1));
          return plan(catalogue, List.of(new Change.Install(one, ANY)), List.of());
        });
    List<InstalledModule> older = GeneratedCatalogue.installed(versions, 2, modules.size() / 2);
    measure(
        "one module beside half of an older release",
        40 * ROUNDS,
        () -> {
          ModuleName one =
              GeneratedCatalogue.name(modules.size() / 2 + random.nextInt(modules.size() / 2 - 1));
          return plan(catalogue, List.of(new Change.Install(one, ANY)), older);
        });
    measure("everything", ROUNDS, () -> plan(catalogue, everything(modules), List.of()));
    List<InstalledModule> installed = GeneratedCatalogue.installed(versions, 1, modules.size());
    measure("an upgrade with all its dependents", ROUNDS, () -> upgrade(catalogue, installed));
    measure("unsatisfiable, with explanation", ROUNDS, () -> refusal(catalogue));
  }

  private static Collection<Change> everything(List<ModuleName> modules) {
    return modules.stream()
        .filter(one -> !one.value().equals("torn"))
        .<Change>map(one -> new Change.Install(one, ANY))
        .toList();
  }

  private Plan upgrade(Catalogue catalogue, List<InstalledModule> installed) {
    Change change = new Change.Upgrade(GeneratedCatalogue.name(200), Npm.range("^5"));
    return found(
        resolver.resolve(
            catalogue,
            new ResolutionRequest(
                List.of(change), installed, new ResolutionOptions(false, true, false))));
  }

  private Plan plan(
      Catalogue catalogue, Collection<Change> changes, List<InstalledModule> installed) {
    return found(
        resolver.resolve(
            catalogue, new ResolutionRequest(changes, installed, ResolutionOptions.NONE)));
  }

  private static Plan found(Resolution resolution) {
    assertThat(resolution).isInstanceOf(Plan.class);
    return (Plan) resolution;
  }

  private NoPlan refusal(Catalogue catalogue) {
    Resolution resolution =
        resolver.resolve(
            catalogue,
            new ResolutionRequest(
                List.of(new Change.Install(new ModuleName("torn"), ANY)),
                List.of(),
                ResolutionOptions.NONE));
    assertThat(resolution).isInstanceOf(NoPlan.class);
    return (NoPlan) resolution;
  }

  /** It needs modules of different releases, which have a module in common. */
  private static ModuleVersion needingTwoReleases() {
    return Fixtures.published(
        Fixtures.manifests("torn", "1.0.0")
            .needs(new Requirement(GeneratedCatalogue.name(200), Npm.range("^5")))
            .needs(new Requirement(GeneratedCatalogue.name(199), Npm.range("^2")))
            .build());
  }

  private static int requirements(ModuleVersion version) {
    return version.manifest().requirements().size()
        + version.manifest().requiredCapabilities().size();
  }

  private static void measure(String what, int times, Supplier<Object> work) {
    double[] milliseconds = new double[times];
    for (int i = -times / 2 - 1; i < times; i++) {
      long start = System.nanoTime();
      Object answer = work.get();
      if (i >= 0) {
        milliseconds[i] = (System.nanoTime() - start) / 1e6;
      }
      assertThat(answer).isNotNull();
    }
    Arrays.sort(milliseconds);
    System.out.printf(
        "  %-44s p50 %8.2f ms   p95 %8.2f ms   longest %8.2f ms   (%d)%n",
        what,
        milliseconds[times / 2],
        milliseconds[(int) (times * 0.95)],
        milliseconds[times - 1],
        times);
  }

  private static long usedMemory() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
