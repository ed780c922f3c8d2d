package io.tenantry.digitalcard.participant;

import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How the service is started, by environment variables.
 *
 * @param bootstrapServers {@code KAFKA_BOOTSTRAP_SERVERS}
 * @param schemaRegistry {@code SCHEMA_REGISTRY_URL}: address of its Confluent-compatible API
 * @param book {@code BOOK_FILE}: where it keeps what became of each request
 * @param group {@code GROUP_ID}: under what name it reads; replicas have the same
 * @param modules {@code MODULES}: those that it is the service of
 * @param locales {@code LOCALES}: languages that it can print cards in
 */
record Settings(
    String bootstrapServers,
    URI schemaRegistry,
    Path book,
    String group,
    Set<String> modules,
    Set<String> locales) {

  static Settings from(Map<String, String> environment) {
    return new Settings(
        environment.getOrDefault("KAFKA_BOOTSTRAP_SERVERS", "localhost:9092"),
        address(
            environment.getOrDefault(
                "SCHEMA_REGISTRY_URL", "http://localhost:8080/apis/ccompat/v7")),
        Path.of(environment.getOrDefault("BOOK_FILE", "participant.book")).toAbsolutePath(),
        environment.getOrDefault("GROUP_ID", "digital-card-participant"),
        names(environment.getOrDefault("MODULES", "digital_card")),
        names(environment.getOrDefault("LOCALES", "en,de,fr")));
  }

  private static URI address(String text) {
    try {
      URI address = URI.create(text);
      if (address.getHost() != null && address.getScheme().matches("https?")) {
        return address;
      }
    } catch (IllegalArgumentException e) {
      throw new CannotStart("SCHEMA_REGISTRY_URL is '" + text + "', which is no address", e);
    }
    throw new CannotStart("SCHEMA_REGISTRY_URL is '" + text + "', which is no http address");
  }

  private static Set<String> names(String list) {
    return Arrays.stream(list.split(","))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }
}
