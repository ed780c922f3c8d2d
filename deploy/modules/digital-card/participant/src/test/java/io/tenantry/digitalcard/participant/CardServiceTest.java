package io.tenantry.digitalcard.participant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tenantry.contracts.common.DataLocation;
import io.tenantry.contracts.common.PlanAction;
import io.tenantry.contracts.setup.ModuleSetupCompleted;
import io.tenantry.contracts.setup.ModuleSetupFailed;
import io.tenantry.contracts.setup.ModuleSetupRequested;
import io.tenantry.contracts.setup.ModuleSetupUndoRequested;
import io.tenantry.contracts.setup.ModuleSetupUndone;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CardServiceTest {

  private static final UUID ID = UUID.randomUUID();
  private static final UUID JOB = UUID.randomUUID();
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  @TempDir private Path directory;
  private Book book;
  private CardService service;

  @BeforeEach
  void aServiceThatPrintsInTwoLanguages() {
    book = Book.open(directory.resolve("book"));
    service =
        new CardService(
            book, Set.of("digital_card"), Set.of("en", "de"), Clock.fixed(NOW, ZoneOffset.UTC));
  }

  @AfterEach
  void theBookIsClosed() {
    book.close();
  }

  @Test
  void aRepeatedRequestIsAnsweredTheSameAndDoneOnce() {
    SpecificRecordBase first = service.answer(setup("{\"locale\": \"de-CH\"}")).orElseThrow();

    assertThat(service.answer(setup("{\"locale\": \"de-CH\"}"))).contains(first);

    assertThat(first).isEqualTo(new ModuleSetupCompleted(ID, JOB, "acme", NOW));
    assertThat(book.find(ID).orElseThrow().subject()).isEqualTo("acme digital_card 1.0.0 INSTALL");
  }

  @Test
  void anUnknownLanguageIsRefusedEveryTime() {
    SpecificRecordBase refusal =
        new ModuleSetupFailed(
            ID, JOB, "acme", "unknown-locale", "No cards are printed in the language ja.", NOW);

    assertThat(service.answer(setup("{\"locale\": \"ja\"}"))).contains(refusal);
    assertThat(service.answer(setup("{\"locale\": \"ja\"}"))).contains(refusal);
  }

  @Test
  void aRemovalIsNeverRefused() {
    assertThat(service.answer(setup("digital_card", "{\"locale\": \"ja\"}", PlanAction.REMOVE)))
        .containsInstanceOf(ModuleSetupCompleted.class);
  }

  @Test
  void whatIsUndoneIsNeverDoneAgain() {
    service.answer(setup("{}"));

    assertThat(service.answer(undo("digital_card")))
        .contains(new ModuleSetupUndone(ID, JOB, "acme", NOW));
    assertThat(service.answer(undo("digital_card"))).isPresent();
    assertThat(service.answer(setup("{}"))).isEmpty();
  }

  @Test
  void whatIsUndoneBeforeItCameIsNotDoneAtAll() {
    assertThat(service.answer(undo("digital_card"))).containsInstanceOf(ModuleSetupUndone.class);

    assertThat(service.answer(setup("{}"))).isEmpty();
  }

  @Test
  void otherServicesAreAskedForOtherModules() {
    assertThat(service.answer(setup("loyalty", "{}", PlanAction.INSTALL))).isEmpty();
    assertThat(service.answer(undo("loyalty"))).isEmpty();
    assertThat(service.answer(new ModuleSetupUndone(ID, JOB, "acme", NOW))).isEmpty();
  }

  @Test
  void parametersThatAreNoneCannotBeRead() {
    assertThatExceptionOfType(Malformed.class).isThrownBy(() -> service.answer(setup("{")));
  }

  private static ModuleSetupRequested setup(String parameters) {
    return setup("digital_card", parameters, PlanAction.INSTALL);
  }

  private static ModuleSetupRequested setup(String module, String parameters, PlanAction action) {
    DataLocation location = new DataLocation("main", "tn_1", module, module + "_app", "secret");
    return new ModuleSetupRequested(
        ID, JOB, "acme", module, "1.0.0", parameters, location, NOW, action, null);
  }

  private static ModuleSetupUndoRequested undo(String module) {
    return new ModuleSetupUndoRequested(ID, JOB, "acme", module, "1.0.0", NOW, null);
  }
}
