package io.tenantry.messaging.intake;

import io.smallrye.reactive.messaging.ClientCustomizer;
import io.tenantry.messaging.MessagingSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.eclipse.microprofile.config.Config;

/**
 * Gives the consumers of a replica with a lasting name lasting names of their own (KIP-345): after
 * a restart they have their partitions again without a rebalance.
 */
@ApplicationScoped
class StaticMembership implements ClientCustomizer<Map<String, Object>> {

  private final MessagingSettings settings;

  StaticMembership(MessagingSettings settings) {
    this.settings = settings;
  }

  @Override
  public Map<String, Object> customize(
      String channel, Config channelConfig, Map<String, Object> client) {
    boolean consumes = client.containsKey(ConsumerConfig.GROUP_ID_CONFIG);
    settings
        .instance()
        .filter(instance -> consumes)
        .ifPresent(
            instance ->
                client.put(
                    ConsumerConfig.GROUP_INSTANCE_ID_CONFIG,
                    (instance + "." + channel).replaceAll("[^A-Za-z0-9._-]", "-")));
    return client;
  }
}
