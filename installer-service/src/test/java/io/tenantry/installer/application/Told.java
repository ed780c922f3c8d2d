package io.tenantry.installer.application;

import io.smallrye.mutiny.Uni;
import io.tenantry.installer.application.participant.Question;
import io.tenantry.installer.application.port.JobEvents;
import io.tenantry.installer.application.port.ParticipantEvents;
import io.tenantry.installer.application.port.TenantEvents;
import io.tenantry.installer.domain.database.DatabaseRef;
import io.tenantry.installer.domain.kept.PurgeOrder;
import io.tenantry.installer.domain.migration.ScriptFailure;
import io.tenantry.installer.domain.task.Failure;
import io.tenantry.installer.domain.task.Step;
import io.tenantry.installer.domain.task.StepState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Everything that the saga is told, as short texts in the order of telling. */
final class Told implements JobEvents, TenantEvents, ParticipantEvents {

  /** Events but progress. */
  final List<String> events = new ArrayList<>();

  /** Progress, as {@code module step state percent}. */
  final List<String> progress = new ArrayList<>();

  /** What an operator has to do, of the last job whose undo failed. */
  final List<Remaining> remaining = new ArrayList<>();

  /** What modules' own services are asked. */
  final List<Asked> asked = new ArrayList<>();

  final List<Long> sequences = new ArrayList<>();
  final List<Integer> transactionsOfEvents = new ArrayList<>();
  final List<Origin> origins = new ArrayList<>();
  private final InMemoryTransactions transactions;
  private String unspeakable = "nothing";

  Told(InMemoryTransactions transactions) {
    this.transactions = transactions;
    transactions.include(
        () -> {
          int eventsBefore = events.size();
          int progressBefore = progress.size();
          int sequencesBefore = sequences.size();
          int askedBefore = asked.size();
          return () -> {
            cut(events, eventsBefore);
            cut(transactionsOfEvents, eventsBefore);
            cut(origins, eventsBefore);
            cut(progress, progressBefore);
            cut(sequences, sequencesBefore);
            cut(asked, askedBefore);
          };
        });
  }

  /** Events that begin so cannot be written. */
  void failsToTell(String beginning) {
    unspeakable = beginning;
  }

  @Override
  public Uni<Void> progressed(
      Claim claim,
      long sequence,
      Step step,
      StepState state,
      int percent,
      Optional<String> detail) {
    return Uni.createFrom()
        .voidItem()
        .invoke(
            () -> {
              transactions.current();
              sequences.add(sequence);
              progress.add(
                  "%s %s %s %d%s"
                      .formatted(
                          step.item().module(),
                          step.name().label(),
                          state,
                          percent,
                          detail.map(text -> ": " + text).orElse("")));
            });
  }

  @Override
  public Uni<Void> completed(Claim claim, long sequence, DatabaseRef database) {
    return tell(claim, sequence, "completed in " + database.name());
  }

  @Override
  public Uni<Void> failed(Claim claim, long sequence, Optional<Step> step, Failure failure) {
    String place = step.map(Step::toString).orElse("no step");
    String script = failure.script().map(ScriptFailure::script).orElse("no script");
    return tell(
        claim,
        sequence,
        "failed: %s, %s, %s, %s".formatted(place, failure.code(), script, failure.detail()));
  }

  @Override
  public Uni<Void> rolledBack(Claim claim, long sequence, List<Step> undone) {
    return tell(claim, sequence, "rolled back: " + undone);
  }

  @Override
  public Uni<Void> rollbackFailed(
      Claim claim, long sequence, List<Step> undone, List<Remaining> left) {
    remaining.clear();
    remaining.addAll(left);
    List<Step> steps = left.stream().map(Remaining::step).toList();
    return tell(claim, sequence, "rollback failed: undone " + undone + ", left " + steps);
  }

  @Override
  public Uni<Void> provisioned(String tenantId, DatabaseRef database, Origin origin) {
    return tell(origin, "%s has %s".formatted(tenantId, database.name()));
  }

  @Override
  public Uni<Void> provisioningFailed(String tenantId, String code, String detail, Origin origin) {
    return tell(origin, "%s has no database: %s, %s".formatted(tenantId, code, detail));
  }

  @Override
  public Uni<Void> purged(PurgeOrder order, Origin origin) {
    return tell(origin, "%s of %s is purged".formatted(order.data().module(), order.tenantId()));
  }

  @Override
  public Uni<Void> setupRequested(Question question, Instant deadline) {
    return ask(new Asked(question, false));
  }

  @Override
  public Uni<Void> undoRequested(Question question, Instant deadline) {
    return ask(new Asked(question, true));
  }

  private Uni<Void> ask(Asked one) {
    return Uni.createFrom()
        .voidItem()
        .invoke(
            () -> {
              transactions.current();
              asked.add(one);
            });
  }

  /** A request to a module's own service. */
  record Asked(Question question, boolean undo) {}

  private Uni<Void> tell(Claim claim, long sequence, String text) {
    return tell(claim.origin(), text).invoke(() -> sequences.add(sequence));
  }

  private Uni<Void> tell(Origin origin, String text) {
    return Uni.createFrom()
        .voidItem()
        .invoke(
            () -> {
              if (text.startsWith(unspeakable)) {
                throw new UncheckedIOException(new IOException("x"));
              }
              transactionsOfEvents.add(transactions.current());
              origins.add(origin);
              events.add(text);
            });
  }

  private static void cut(List<?> list, int size) {
    list.subList(size, list.size()).clear();
  }
}
