package io.tenantry.installer.application;

import io.tenantry.installer.application.Told.Asked;
import io.tenantry.installer.application.participant.Question;
import io.tenantry.installer.domain.participant.Answer;
import io.tenantry.installer.domain.participant.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Modules' own services, as tests want them: they answer, refuse, or say nothing. */
final class ModuleServices {

  /** What was asked, as {@code module step}, in the order of the answers; {@code undo of} it. */
  final List<String> heard = new ArrayList<>();

  /** Modules that are set up, or torn down, as {@code module step}; each once. */
  final List<String> effects = new ArrayList<>();

  boolean refuse;
  boolean refuseUndo;
  boolean silent;
  boolean silentAboutUndo;

  private final Installer installer;
  private int answered;

  ModuleServices(Installer installer) {
    this.installer = installer;
  }

  /** Answers what was asked meanwhile; false when there was nothing. */
  boolean answer() {
    int before = answered;
    while (answered < installer.told.asked.size()) {
      answer(installer.told.asked.get(answered++));
    }
    return answered > before;
  }

  private void answer(Asked asked) {
    String what = what(asked.question());
    heard.add(asked.undo() ? "undo of " + what : what);
    if (asked.undo() ? silentAboutUndo : silent) {
      return;
    }
    if (asked.undo() ? refuseUndo : refuse) {
      say(
          asked,
          asked.undo() ? Answer.Kind.UNDO_FAILED : Answer.Kind.FAILED,
          Optional.of(new Refusal("full", "No.")));
      return;
    }
    effects.remove(what);
    if (!asked.undo()) {
      effects.add(what);
    }
    say(asked, asked.undo() ? Answer.Kind.UNDONE : Answer.Kind.COMPLETED, Optional.empty());
  }

  private void say(Asked asked, Answer.Kind kind, Optional<Refusal> refusal) {
    installer.answer(UUID.randomUUID(), answerTo(asked, kind, refusal));
  }

  static Answer answerTo(Asked asked, Answer.Kind kind, Optional<Refusal> refusal) {
    Claim claim = asked.question().claim();
    return new Answer(
        asked.question().requestId(), claim.taskId(), claim.tenantId(), kind, refusal);
  }

  private static String what(Question question) {
    return question.item().module() + " " + question.item().action();
  }
}
