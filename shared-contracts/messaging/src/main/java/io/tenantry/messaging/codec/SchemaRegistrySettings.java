package io.tenantry.messaging.codec;

import io.smallrye.config.ConfigMapping;
import java.util.Map;

/** Where schemas are registered and looked up. */
@ConfigMapping(prefix = "tenantry.schema-registry")
public interface SchemaRegistrySettings {

  /** Address of Apicurio Registry's API, such as {@code http://registry:8080/apis/registry/v3}. */
  String url();

  /** Further settings of Apicurio's client, such as those for authentication. */
  Map<String, String> properties();
}
