package io.tenantry.testkit.infrastructure;

import io.tenantry.contracts.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** The topics of the platform on a broker of one's own: three partitions, one replica. */
public final class PlatformTopics {

  private static final int PARTITIONS = 3;
  private static final short REPLICAS = 1;

  /** Twice what Kafka takes into other topics by default. */
  private static final String LARGEST_DEAD_LETTER = "2097152";

  private static final List<String> SAGA =
      List.of(
          Topics.TENANT_MODULE_SAGA,
          Topics.REGISTRY_SAGA,
          Topics.INSTALLER_SAGA,
          Topics.PARTICIPANT_REQUESTS,
          Topics.PARTICIPANT_ANSWERS);
  private static final List<String> COMPACTED = List.of(Topics.MODULES, Topics.TENANT_MODULES);

  private PlatformTopics() {}

  /** Creates those that are missing. */
  public static void createIn(KafkaBroker broker) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      Set<String> present = admin.listTopics().names().get();
      List<NewTopic> missing =
          all().stream().filter(topic -> !present.contains(topic.name())).toList();
      admin.createTopics(missing).all().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while creating topics", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("topics could not be created", e.getCause());
    }
  }

  private static List<NewTopic> all() {
    List<NewTopic> topics = new ArrayList<>();
    for (String name : SAGA) {
      topics.add(topic(name));
      topics.add(deadLetters(name));
    }
    for (String name : COMPACTED) {
      topics.add(topic(name).configs(Map.of("cleanup.policy", "compact")));
      topics.add(deadLetters(name));
    }
    return topics;
  }

  /** A dead letter is its record with some headers more. */
  private static NewTopic deadLetters(String topic) {
    return topic(topic + Topics.DEAD_LETTER_SUFFIX)
        .configs(Map.of("max.message.bytes", LARGEST_DEAD_LETTER));
  }

  private static NewTopic topic(String name) {
    return new NewTopic(name, PARTITIONS, REPLICAS);
  }
}
