package io.tenantry.digitalcard.participant;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.digitalcard.participant.Book.Entry;
import io.tenantry.digitalcard.participant.Book.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BookTest {

  private static final UUID ID = UUID.randomUUID();
  @TempDir private Path directory;

  @Test
  void whatIsEnteredIsThereAfterARestart() {
    try (Book book = open()) {
      assertThat(book.find(ID)).isEmpty();
      book.enter(ID, new Entry(State.DONE, "acme"));
    }
    try (Book book = open()) {
      assertThat(book.find(ID)).contains(new Entry(State.DONE, "acme"));
      book.enter(ID, new Entry(State.UNDONE, "acme"));
    }
    try (Book book = open()) {
      assertThat(book.find(ID)).contains(new Entry(State.UNDONE, "acme"));
    }
  }

  @Test
  void aLineThatACrashHasCutOffIsForgotten() throws IOException {
    try (Book book = open()) {
      book.enter(ID, new Entry(State.DONE, "Zoë"));
    }
    UUID other = UUID.randomUUID();
    Files.writeString(file(), other + " DO", StandardOpenOption.APPEND);

    try (Book book = open()) {
      assertThat(book.find(other)).isEmpty();
      book.enter(other, new Entry(State.REFUSED, "No.\nNever."));
    }

    assertThat(Files.readAllLines(file()))
        .containsExactly(ID + " DONE Zoë", other + " REFUSED No. Never.");
  }

  private Book open() {
    return Book.open(file());
  }

  private Path file() {
    return directory.resolve("below").resolve("book");
  }
}
