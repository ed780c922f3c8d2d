package io.tenantry.local.platform;

import io.tenantry.testkit.process.FreePorts;
import io.tenantry.testkit.process.JavaCommand;
import io.tenantry.testkit.process.ServerCommand;
import io.tenantry.testkit.process.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One of the services, as its packaged application in a process of its own. */
public final class ServiceProcess implements AutoCloseable {

  private static final Duration TIME_TO_START = Duration.ofSeconds(90);
  private static final int TIMEOUT_MS = 2_000;
  private static final String HEAP = "-Xmx512m";

  private final String name;
  private final int port;
  private final Path application;
  private final Path directory;
  private final List<String> jvm;
  private final Map<String, String> environment;
  private volatile ServerProcess process;

  /**
   * Prepares a service.
   *
   * @param instance what tells it apart from other processes of the same service
   * @param project root of the project, where the services were built
   * @param jvm options of its JVM
   * @param environment its settings, as environment variables
   */
  public ServiceProcess(
      String name,
      String instance,
      int port,
      Path project,
      Path directory,
      List<String> jvm,
      Map<String, String> environment) {
    application =
        project.resolve(name).resolve("target").resolve("quarkus-app").resolve("quarkus-run.jar");
    if (Files.notExists(application)) {
      throw new CannotStart(application + " is missing; run ./mvnw package -DskipTests");
    }
    this.name = instance;
    this.port = port;
    this.directory = directory;
    this.jvm = List.copyOf(jvm);
    this.environment = Map.copyOf(environment);
  }

  /**
   * Looks whether a service can listen there.
   *
   * @throws CannotStart if somebody else does
   */
  static void requireFree(int port, String name) {
    if (!FreePorts.isFree(port)) {
      throw new CannotStart(
          "Port %d for %s is taken; stop what listens there, or use --ports auto"
              .formatted(port, name));
    }
  }

  /** Starts the process without waiting for it. */
  public void launch() {
    launch(Map.of());
  }

  /** The same with further settings, for this time only. */
  public void launch(Map<String, String> settings) {
    requireFree(port, name);
    process =
        ServerProcess.start(
            command(archive().map(file -> "-XX:SharedArchiveFile=" + file)).with(settings));
  }

  /** Waits until the service says that it is ready. */
  public void awaitReady() {
    process.awaitReady(TIME_TO_START, this::isReady);
  }

  /** Stops the process when it still runs, and starts it again. */
  public void restart() {
    close();
    launch();
    awaitReady();
  }

  /**
   * Starts again faster from now on: the process ends and leaves the classes that it has loaded, as
   * the JVM had prepared them.
   */
  public void rememberClasses() {
    Path prepared = directory.resolve("classes").resolve(name + ".new");
    close();
    try {
      Files.createDirectories(prepared.getParent());
      process = ServerProcess.start(command(Optional.of("-XX:ArchiveClassesAtExit=" + prepared)));
      awaitReady();
      process.stop(TIME_TO_START);
      Files.move(prepared, archiveFile());
    } catch (NoSuchFileException e) {
      throw new IllegalStateException(name + " did not leave its classes; see " + log(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("the classes of " + name + " cannot be kept", e);
    }
    launch();
  }

  public String name() {
    return name;
  }

  public URI address() {
    return URI.create("http://localhost:" + port);
  }

  public Path log() {
    return directory.resolve("logs").resolve(name + ".log");
  }

  /** The process, to be killed or frozen. */
  public ServerProcess process() {
    return process;
  }

  public boolean isReady() {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) address().resolve("/q/health/ready").toURL().openConnection();
      connection.setConnectTimeout(TIMEOUT_MS);
      connection.setReadTimeout(TIMEOUT_MS);
      return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
    } catch (IOException notYet) {
      return false;
    }
  }

  @Override
  public void close() {
    if (process != null && process.isAlive()) {
      process.stop();
    }
  }

  private ServerCommand command(Optional<String> option) {
    List<String> options = new ArrayList<>(jvm);
    options.add(HEAP);
    option.ifPresent(options::add);
    return new ServerCommand(
        name,
        JavaCommand.of(options, List.of("-jar", application.toString())),
        environment,
        directory,
        log());
  }

  private Path archiveFile() {
    return directory.resolve("classes").resolve(name + ".jsa");
  }

  private Optional<Path> archive() {
    return Optional.of(archiveFile()).filter(Files::exists);
  }
}
