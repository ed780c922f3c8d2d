package io.tenantry.local.faults;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantry.local.client.ApiAnswer;
import io.tenantry.local.client.ModuleSource;
import io.tenantry.local.client.PlatformApi;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;

/**
 * Registers a tenant, asks for things and waits for the outcome, however often a service dies
 * meanwhile. Before it sends a request again it looks whether the first one was accepted.
 */
final class PatientCustomer {

  /** Many customers who ask often would take the processor from services that are starting. */
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private static final Set<Integer> NO_ANSWER = Set.of(500, 502, 503, 504);
  private static final Set<String> AT_REST = Set.of("SUCCEEDED", "FAILED", "MANUAL_INTERVENTION");

  private static final System.Logger LOG = System.getLogger(PatientCustomer.class.getName());

  private final PlatformApi api;
  private final String tenant;
  private final BooleanSupplier outOfTime;
  private final Set<String> known = new HashSet<>();
  private int repeats;

  PatientCustomer(PlatformApi api, String tenant, BooleanSupplier outOfTime) {
    this.api = api;
    this.tenant = tenant;
    this.outOfTime = outOfTime;
  }

  /** Asks for one thing after the other, until something does not end as it should. */
  TenantOutcome take(Course course, FaultModules modules) {
    List<TenantOutcome.Job> jobs = new ArrayList<>();
    if (register()) {
      for (Wish wish : wishes(course, modules)) {
        int before = jobs.size();
        if (before > 0 && !jobs.get(before - 1).state().equals(course.outcomes().get(before - 1))) {
          break;
        }
        jobs.add(job(wish));
      }
    }
    return new TenantOutcome(tenant, course, jobs, repeats);
  }

  private List<Wish> wishes(Course course, FaultModules modules) {
    ModuleSource first = modules.first();
    return switch (course) {
      case BROKEN -> List.of(install(modules.broken()));
      case INSTALLED -> List.of(install(first));
      case UPGRADED -> List.of(install(first), upgrade(modules.second()));
      case UPGRADE_FAILED -> List.of(install(first), upgrade(modules.failing()));
      case PURGED -> List.of(install(first), uninstall(first, "purge"));
      case RESTORED -> List.of(install(first), uninstall(first, "keep"), restore(first));
    };
  }

  private Wish install(ModuleSource module) {
    return new Wish(
        "INSTALL", () -> api.install(tenant, module.name(), module.version(), Map.of()));
  }

  private Wish upgrade(ModuleSource module) {
    return new Wish(
        "UPGRADE", () -> api.upgrade(tenant, module.name(), Map.of("version", module.version())));
  }

  private Wish uninstall(ModuleSource module, String data) {
    return new Wish("UNINSTALL", () -> api.uninstall(tenant, module.name(), data));
  }

  private Wish restore(ModuleSource module) {
    return new Wish(
        "INSTALL",
        () ->
            api.tenantAdmin(tenant)
                .post(
                    "/v1/tenants/" + tenant + "/modules",
                    Map.of(
                        "module",
                        module.name(),
                        "version",
                        module.version(),
                        "restore",
                        api.keptData(tenant).orFailUnless(200).body().at("/items/0/id").asText())));
  }

  private TenantOutcome.Job job(Wish wish) {
    Optional<String> job = request(wish);
    job.ifPresent(known::add);
    return new TenantOutcome.Job(job, job.flatMap(this::outcome));
  }

  private boolean register() {
    Optional<ApiAnswer> registered =
        answered(() -> api.tenants().post("/v1/tenants", Map.of("id", tenant, "name", tenant)));
    return registered
        .map(answer -> answer.orFailUnless(202, 409))
        .flatMap(
            known ->
                until(
                    () -> api.tenants().get("/v1/tenants/" + tenant),
                    found -> !found.get("status").textValue().equals("PROVISIONING")))
        .filter(found -> found.get("status").textValue().equals("READY"))
        .isPresent();
  }

  private Optional<String> request(Wish wish) {
    while (!outOfTime.getAsBoolean()) {
      Optional<ApiAnswer> answer = once(wish.request());
      if (answer.isPresent()) {
        ApiAnswer accepted = answer.get().orFailUnless(202, 409);
        return accepted.status() == 202
            ? Optional.of(accepted.body().get("id").textValue())
            : acceptedBefore(wish.kind());
      }
      Optional<String> accepted = acceptedBefore(wish.kind());
      if (accepted.isPresent()) {
        return accepted;
      }
    }
    return Optional.empty();
  }

  /** The job of a request whose answer got lost. */
  private Optional<String> acceptedBefore(String kind) {
    return answered(() -> api.tenants().get("/v1/installation-jobs?tenant=" + tenant))
        .map(answer -> answer.orFailUnless(200).body().get("items"))
        .flatMap(
            jobs ->
                StreamSupport.stream(jobs.spliterator(), false)
                    .filter(job -> job.get("kind").textValue().equals(kind))
                    .filter(job -> !known.contains(job.get("id").textValue()))
                    .findFirst())
        .map(job -> job.get("id").textValue());
  }

  private Optional<JsonNode> outcome(String job) {
    return until(
        () -> api.tenants().get("/v1/installation-jobs/" + job),
        found -> AT_REST.contains(found.get("state").textValue()));
  }

  /** The last that was seen, which is what was waited for unless time was up. */
  private Optional<JsonNode> until(Supplier<ApiAnswer> look, Predicate<JsonNode> reached) {
    Optional<JsonNode> seen = answered(look).map(answer -> answer.orFailUnless(200).body());
    while (seen.filter(reached).isEmpty() && !outOfTime.getAsBoolean()) {
      pause();
      Optional<JsonNode> before = seen;
      seen = answered(look).map(answer -> answer.orFailUnless(200).body()).or(() -> before);
    }
    return seen;
  }

  private Optional<ApiAnswer> answered(Supplier<ApiAnswer> request) {
    Optional<ApiAnswer> answer = once(request);
    while (answer.isEmpty() && !outOfTime.getAsBoolean()) {
      answer = once(request);
    }
    return answer;
  }

  /** Empty when the service died over the request, or is not there. */
  private Optional<ApiAnswer> once(Supplier<ApiAnswer> request) {
    try {
      ApiAnswer answer = request.get();
      if (!NO_ANSWER.contains(answer.status())) {
        return Optional.of(answer);
      }
    } catch (UncheckedIOException serviceIsAway) {
      LOG.log(Level.DEBUG, serviceIsAway.getMessage());
    }
    repeats++;
    pause();
    return Optional.empty();
  }

  /** Something that is asked for, by the kind of its job. */
  private record Wish(String kind, Supplier<ApiAnswer> request) {}

  private static void pause() {
    LockSupport.parkNanos(PAUSE.toNanos());
  }
}
