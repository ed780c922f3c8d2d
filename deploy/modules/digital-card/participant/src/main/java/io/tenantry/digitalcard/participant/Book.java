package io.tenantry.digitalcard.participant;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What became of each request, in a file to which lines are added. A request is in it before it is
 * answered, so that a repeated one gets the same answer, also after a crash.
 */
final class Book implements AutoCloseable {

  private final Map<UUID, Entry> entries = new LinkedHashMap<>();
  private final FileChannel file;

  private Book(FileChannel file) {
    this.file = file;
  }

  /**
   * Opens the book, or begins one.
   *
   * @throws UncheckedIOException if the file cannot be used
   */
  static Book open(Path path) {
    try {
      Files.createDirectories(path.getParent());
      FileChannel file =
          FileChannel.open(
              path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      Book book = new Book(file);
      book.read();
      return book;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Optional<Entry> find(UUID request) {
    return Optional.ofNullable(entries.get(request));
  }

  /** Writes what became of a request; it is on the disk afterwards. */
  void enter(UUID request, Entry entry) {
    try {
      file.write(ByteBuffer.wrap((request + " " + entry + "\n").getBytes(UTF_8)));
      file.force(false);
      entries.put(request, entry);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A line without an end was cut off by a crash: nobody was told of it, and it is overwritten. */
  private void read() throws IOException {
    ByteBuffer content = ByteBuffer.allocate((int) file.size());
    while (content.hasRemaining() && file.read(content) >= 0) {
      continue;
    }
    String text = new String(content.array(), UTF_8);
    String whole = text.substring(0, text.lastIndexOf('\n') + 1);
    whole.lines().forEach(this::readLine);
    file.truncate(whole.getBytes(UTF_8).length);
    file.position(file.size());
  }

  private void readLine(String line) {
    String[] parts = line.split(" ", 3);
    entries.put(UUID.fromString(parts[0]), new Entry(State.valueOf(parts[1]), parts[2]));
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What became of a request. */
  enum State {
    DONE,
    REFUSED,
    /** It is undone, or was undone before it came; it is never done again. */
    UNDONE
  }

  /**
   * What is known about a request.
   *
   * @param subject what it was about, for people; why it was refused
   */
  record Entry(State state, String subject) {

    Entry {
      subject = subject.replace('\n', ' ');
    }

    @Override
    public String toString() {
      return state + " " + subject;
    }
  }
}
