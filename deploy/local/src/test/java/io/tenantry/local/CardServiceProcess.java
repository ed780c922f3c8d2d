package io.tenantry.local;

import static org.awaitility.Awaitility.await;

import io.tenantry.local.RunningPlatform.Running;
import io.tenantry.testkit.modules.ProjectFiles;
import io.tenantry.testkit.process.JavaCommand;
import io.tenantry.testkit.process.ServerCommand;
import io.tenantry.testkit.process.ServerProcess;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The sample participant as a process of its own, for modules that nobody else serves. */
final class CardServiceProcess implements AutoCloseable {

  private final Path directory;
  private final ServerCommand command;
  private ServerProcess process;

  private CardServiceProcess(Path directory, ServerCommand command) {
    this.directory = directory;
    this.command = command;
  }

  /** Prepares a service, which is not started yet. */
  static CardServiceProcess of(Running running, String module, Path directory) {
    Map<String, String> environment =
        Map.of(
            "KAFKA_BOOTSTRAP_SERVERS",
            running.infrastructure().kafka().bootstrapServers(),
            "SCHEMA_REGISTRY_URL",
            running.infrastructure().schemaRegistry().confluentApi().toString(),
            "BOOK_FILE",
            directory.resolve("book").toString(),
            "GROUP_ID",
            "service-of-" + module,
            "MODULES",
            module,
            "LOCALES",
            "en,de");
    return new CardServiceProcess(directory, command(environment, directory));
  }

  private static ServerCommand command(Map<String, String> environment, Path directory) {
    return new ServerCommand(
        "card-service",
        JavaCommand.of(
            JavaCommand.SMALL_AND_QUICK,
            List.of("-cp", classPath(), "io.tenantry.digitalcard.participant.Main")),
        environment,
        directory,
        directory.resolve("card-service.log"));
  }

  private static String classPath() {
    Path target = ProjectFiles.module("digital-card").resolve("participant").resolve("target");
    return target.resolve("classes")
        + File.pathSeparator
        + read(target.resolve("participant.classpath")).strip();
  }

  void start() {
    process = ServerProcess.start(command);
  }

  /** Starts it with other settings. */
  void start(Map<String, String> settings) {
    process = ServerProcess.start(command.with(new HashMap<>(settings)));
  }

  ServerProcess process() {
    return process;
  }

  /** Starts it and waits until it has its partitions. */
  void startAndAwait() {
    start();
    await("the module's service is ready")
        .atMost(Limits.JOB)
        .until(() -> log().contains("waits for requests"));
  }

  String log() {
    return Files.exists(command.log()) ? read(command.log()) : "";
  }

  /** What it has done, as {@code DONE tenant module version action}, oldest first. */
  List<String> book() {
    Path book = directory.resolve("book");
    if (Files.notExists(book)) {
      return List.of();
    }
    try (Stream<String> lines = Files.lines(book)) {
      return lines.map(line -> line.substring(line.indexOf(' ') + 1)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    if (process != null && process.isAlive()) {
      process.wake();
      process.stop();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
