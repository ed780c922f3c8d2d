package io.tenantry.tenantmodule.application.job;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.port.ParameterSchemas;
import io.tenantry.tenantmodule.application.port.Subscriptions;
import io.tenantry.tenantmodule.application.port.VersionOrder;
import io.tenantry.tenantmodule.application.subscription.SubscriptionAnswer;
import io.tenantry.tenantmodule.domain.job.Job;
import io.tenantry.tenantmodule.domain.job.JobEffect;
import io.tenantry.tenantmodule.domain.job.JobProblem;
import io.tenantry.tenantmodule.domain.job.PlannedModule;
import io.tenantry.tenantmodule.domain.job.Restore;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds out what keeps a plan from being carried out. */
public final class PlanCheck {

  private final Subscriptions subscriptions;
  private final ParameterSchemas schemas;
  private final VersionOrder order;

  public PlanCheck(Subscriptions subscriptions, ParameterSchemas schemas, VersionOrder order) {
    this.subscriptions = subscriptions;
    this.schemas = schemas;
    this.order = order;
  }

  /** Asks for the subscription within the unit of work. */
  Uni<PlanVerdict> verdict(Job approved, JobEffect effect) {
    return verdict(
        approved, effect, () -> subscriptions.answer(approved.tenantId(), coming(approved)));
  }

  /** The same when the subscription's answer is there already. */
  Uni<PlanVerdict> verdict(Job approved, JobEffect effect, SubscriptionAnswer answer) {
    return verdict(approved, effect, () -> Uni.createFrom().item(answer));
  }

  private Uni<PlanVerdict> verdict(
      Job approved, JobEffect effect, Supplier<Uni<SubscriptionAnswer>> subscription) {
    List<PlannedModule> coming = coming(approved);
    return mistake(approved.plan(), effect)
        .or(() -> unwantedData(approved, effect))
        .or(() -> newerData(coming, effect))
        .or(() -> violation(coming, effect))
        .map(found -> Uni.createFrom().<PlanVerdict>item(new PlanVerdict.Bad(found)))
        .orElseGet(() -> subscribed(coming, subscription));
  }

  private static List<PlannedModule> coming(Job approved) {
    return approved.plan().stream().filter(planned -> !planned.isRemoval()).toList();
  }

  /** What is to go has to be what the tenant has. */
  private static Optional<JobProblem> mistake(List<PlannedModule> plan, JobEffect effect) {
    String mistaken =
        plan.stream()
            .filter(planned -> planned.isRemoval() && !isInstalled(planned, effect))
            .map(planned -> planned.module() + " " + planned.version())
            .collect(Collectors.joining(", "));
    return mistaken.isEmpty()
        ? Optional.empty()
        : Optional.of(
            JobProblem.refusal(
                "not-installed-so",
                "It would remove what the tenant does not have: " + mistaken + "."));
  }

  private static boolean isInstalled(PlannedModule planned, JobEffect effect) {
    return effect
        .before(planned)
        .filter(installed -> installed.version().equals(planned.version()))
        .isPresent();
  }

  /** The module may have come by another job meanwhile; its data cannot take the place of that. */
  private static Optional<JobProblem> unwantedData(Job approved, JobEffect effect) {
    boolean restored =
        approved.plan().stream().anyMatch(planned -> effect.restoreOf(planned).isPresent());
    return approved.restore().isEmpty() || restored
        ? Optional.empty()
        : Optional.of(
            JobProblem.refusal(
                "nothing-to-restore-into",
                "The tenant has %s already, so kept data cannot be restored into it."
                    .formatted(approved.module())));
  }

  /** Data never goes back to an older version. */
  private Optional<JobProblem> newerData(List<PlannedModule> coming, JobEffect effect) {
    return coming.stream()
        .flatMap(planned -> effect.restoreOf(planned).map(one -> newerData(planned, one)).stream())
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<JobProblem> newerData(PlannedModule planned, Restore restore) {
    return order.isNewer(restore.version(), planned.version())
        ? Optional.of(
            JobProblem.refusal(
                "kept-data-newer",
                "The kept data was made with %s %s, which is newer than %s; ask for that version."
                    .formatted(planned.module(), restore.version(), planned.version())))
        : Optional.empty();
  }

  private Optional<JobProblem> violation(List<PlannedModule> plan, JobEffect effect) {
    String violations =
        plan.stream()
            .flatMap(planned -> violations(planned, effect))
            .collect(Collectors.joining(" "));
    return violations.isEmpty()
        ? Optional.empty()
        : Optional.of(JobProblem.refusal("parameters-invalid", violations));
  }

  private Stream<String> violations(PlannedModule planned, JobEffect effect) {
    return planned.parametersSchema().stream()
        .flatMap(schema -> schemas.violations(schema, effect.parametersOf(planned)).stream())
        .map(violation -> planned.module() + ": " + violation);
  }

  /** What goes needs no subscription. */
  private static Uni<PlanVerdict> subscribed(
      List<PlannedModule> coming, Supplier<Uni<SubscriptionAnswer>> subscription) {
    return coming.isEmpty()
        ? Uni.createFrom().item(new PlanVerdict.Good())
        : subscription.get().map(PlanCheck::verdict);
  }

  private static PlanVerdict verdict(SubscriptionAnswer answer) {
    return answer.fold(
        PlanVerdict.Good::new,
        detail -> new PlanVerdict.Bad(JobProblem.refusal("subscription-refused", detail)),
        PlanVerdict.Open::new);
  }
}
