package io.tenantry.testkit.infrastructure;

import io.tenantry.testkit.process.FreePorts;
import io.tenantry.testkit.process.JavaCommand;
import io.tenantry.testkit.process.ServerCommand;
import io.tenantry.testkit.process.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;

/** A Kafka broker in KRaft mode, broker and controller in one process. */
public final class EmbeddedKafkaBroker implements KafkaBroker {

  private static final Duration TIME_TO_START = Duration.ofSeconds(60);
  private static final String CLUSTER_ID = "dGVuYW50cnktbG9jYWwtMQ";

  private final Path directory;
  private final int port;
  private final int controllerPort = FreePorts.next();
  private ServerProcess process;

  private EmbeddedKafkaBroker(Path directory, int port) {
    this.directory = directory.toAbsolutePath();
    this.port = port;
  }

  public static EmbeddedKafkaBroker start(Path directory, int port) {
    EmbeddedKafkaBroker broker = new EmbeddedKafkaBroker(directory, port);
    broker.restart();
    return broker;
  }

  /** Starts the stopped or killed broker again, with the same data on the same port. */
  public void restart() {
    process = ServerProcess.start(command());
    process.awaitReady(TIME_TO_START, this::answers);
  }

  public ServerProcess process() {
    return process;
  }

  public Path log() {
    return directory.resolve("kafka.log");
  }

  @Override
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /** Stops the broker; its data stays. */
  @Override
  public void close() {
    process.stop();
  }

  private ServerCommand command() {
    try {
      Files.createDirectories(directory);
      Path properties = directory.resolve("server.properties");
      Files.writeString(properties, properties());
      Path logging = directory.resolve("log4j2.properties");
      Files.writeString(logging, LOGGING);
      List<String> options = new ArrayList<>(JavaCommand.SMALL_AND_QUICK);
      options.add("-Xmx512m");
      options.add("-Dlog4j2.configurationFile=" + logging);
      options.add("-cp");
      options.add(classPath());
      return new ServerCommand(
          "Kafka",
          JavaCommand.of(
              options, List.of(KafkaMain.class.getName(), CLUSTER_ID, properties.toString())),
          Map.of(),
          directory,
          log());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot prepare Kafka in " + directory, e);
    }
  }

  private static String classPath() throws IOException {
    String own = KafkaMain.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    return own + java.io.File.pathSeparator + Files.readString(ServerFiles.kafkaClassPath());
  }

  private boolean answers() {
    if (FreePorts.isFree(port)) {
      return false;
    }
    Map<String, Object> client = Map.of("bootstrap.servers", bootstrapServers());
    try (Admin admin = Admin.create(client)) {
      return !admin
          .describeCluster(new DescribeClusterOptions().timeoutMs(2_000))
          .nodes()
          .get()
          .isEmpty();
    } catch (Exception notYet) {
      return false;
    }
  }

  private String properties() {
    return """
    process.roles=broker,controller
    node.id=1
    listeners=BROKER://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
    advertised.listeners=BROKER://127.0.0.1:%1$d
    listener.security.protocol.map=BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT
    inter.broker.listener.name=BROKER
    controller.listener.names=CONTROLLER
    controller.quorum.voters=1@127.0.0.1:%2$d
    log.dirs=%3$s
    auto.create.topics.enable=false
    num.partitions=3
    offsets.topic.num.partitions=3
    offsets.topic.replication.factor=1
    transaction.state.log.replication.factor=1
    transaction.state.log.min.isr=1
    share.coordinator.state.topic.replication.factor=1
    share.coordinator.state.topic.min.isr=1
    group.initial.rebalance.delay.ms=0
    """
        .formatted(port, controllerPort, directory.resolve("data"));
  }

  private static final String LOGGING =
      """
      rootLogger.level=WARN
      rootLogger.appenderRef.out.ref=OUT
      appender.out.type=Console
      appender.out.name=OUT
      appender.out.layout.type=PatternLayout
      appender.out.layout.pattern=%d %p %m (%c)%n
      """;
}
