package io.tenantry.tenantmodule.adapter.out.persistence;

import io.tenantry.tenantmodule.domain.job.Undo;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is undone and what is not, as the database keeps it; older rows have no sequence. */
record UndoDocument(List<StepDocument> undone, List<RemainingDocument> remaining, long sequence) {

  static UndoDocument of(Undo undo) {
    return new UndoDocument(
        undo.undone().stream().map(StepDocument::of).toList(),
        undo.remaining().stream().map(RemainingDocument::of).toList(),
        undo.sequence());
  }

  Undo toDomain(Optional<Instant> deadline) {
    return new Undo(
        deadline,
        undone.stream().map(StepDocument::toDomain).toList(),
        remaining.stream().map(RemainingDocument::toDomain).toList(),
        sequence);
  }

  record StepDocument(String module, String version, String step) {

    static StepDocument of(Undo.Step step) {
      return new StepDocument(step.module(), step.version(), step.step());
    }

    Undo.Step toDomain() {
      return new Undo.Step(module, version, step);
    }
  }

  record RemainingDocument(StepDocument step, String detail, List<String> commands) {

    static RemainingDocument of(Undo.Remaining remaining) {
      return new RemainingDocument(
          StepDocument.of(remaining.step()), remaining.detail(), remaining.commands());
    }

    Undo.Remaining toDomain() {
      return new Undo.Remaining(step.toDomain(), detail, commands);
    }
  }
}
