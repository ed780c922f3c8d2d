package io.tenantry.digitalcard.participant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenantry.contracts.common.PlanAction;
import io.tenantry.contracts.setup.ModuleSetupCompleted;
import io.tenantry.contracts.setup.ModuleSetupFailed;
import io.tenantry.contracts.setup.ModuleSetupRequested;
import io.tenantry.contracts.setup.ModuleSetupUndoRequested;
import io.tenantry.contracts.setup.ModuleSetupUndone;
import io.tenantry.digitalcard.participant.Book.Entry;
import io.tenantry.digitalcard.participant.Book.State;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * Prepares the printing of a tenant's cards, and takes that back. What it would order from a print
 * shop is a line in its book here.
 */
final class CardService {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Book book;
  private final Set<String> modules;
  private final Set<String> locales;
  private final Clock clock;

  CardService(Book book, Set<String> modules, Set<String> locales, Clock clock) {
    this.book = book;
    this.modules = modules;
    this.locales = locales;
    this.clock = clock;
  }

  /** The answer to a request; empty when it is another service's, or was undone before. */
  Optional<SpecificRecordBase> answer(SpecificRecordBase request) {
    if (request instanceof ModuleSetupRequested setup && modules.contains(setup.getModule())) {
      return setUp(setup);
    }
    return request instanceof ModuleSetupUndoRequested undo && modules.contains(undo.getModule())
        ? Optional.of(undo(undo))
        : Optional.empty();
  }

  private Optional<SpecificRecordBase> setUp(ModuleSetupRequested request) {
    UUID id = request.getRequestId();
    Entry entry = book.find(id).orElseGet(() -> decide(request));
    return switch (entry.state()) {
      case DONE ->
          Optional.of(
              new ModuleSetupCompleted(
                  id, request.getJobId(), request.getTenantId(), clock.instant()));
      case REFUSED ->
          Optional.of(
              new ModuleSetupFailed(
                  id,
                  request.getJobId(),
                  request.getTenantId(),
                  "unknown-locale",
                  entry.subject(),
                  clock.instant()));
      case UNDONE -> Optional.empty();
    };
  }

  private Entry decide(ModuleSetupRequested request) {
    String locale = locale(request);
    boolean refused =
        request.getAction() != PlanAction.REMOVE && !locales.contains(locale.split("-")[0]);
    Entry entry =
        refused
            ? new Entry(State.REFUSED, "No cards are printed in the language " + locale + ".")
            : new Entry(State.DONE, subject(request));
    book.enter(request.getRequestId(), entry);
    return entry;
  }

  private SpecificRecordBase undo(ModuleSetupUndoRequested request) {
    UUID id = request.getRequestId();
    if (book.find(id).filter(entry -> entry.state() == State.UNDONE).isEmpty()) {
      book.enter(id, new Entry(State.UNDONE, request.getTenantId() + " " + request.getModule()));
    }
    return new ModuleSetupUndone(id, request.getJobId(), request.getTenantId(), clock.instant());
  }

  private static String subject(ModuleSetupRequested request) {
    return "%s %s %s %s"
        .formatted(
            request.getTenantId(), request.getModule(), request.getVersion(), request.getAction());
  }

  /**
   * The platform sends parameters that fit the module's schema; a default fills what is not said.
   */
  private static String locale(ModuleSetupRequested request) {
    try {
      return JSON.readTree(request.getParameters()).path("locale").asText("en");
    } catch (JsonProcessingException e) {
      throw new Malformed("the parameters are no JSON", e);
    }
  }
}
