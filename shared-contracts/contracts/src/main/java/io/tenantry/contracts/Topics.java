package io.tenantry.contracts;

/**
 * Kafka topics. The part behind the last dot is the version of the topic's contract; a consumer's
 * dead letters go to the topic's name with {@value #DEAD_LETTER_SUFFIX} behind it.
 */
public final class Topics {

  /** Saga events of tenant-module-service; key is the tenant. */
  public static final String TENANT_MODULE_SAGA = "tenantry.saga.tenant-module.v1";

  /** Saga events of registry-service; key is the tenant. */
  public static final String REGISTRY_SAGA = "tenantry.saga.registry.v1";

  /** Saga events of installer-service; key is the tenant. */
  public static final String INSTALLER_SAGA = "tenantry.saga.installer.v1";

  /** Requests to the services that own modules; key is the tenant. */
  public static final String PARTICIPANT_REQUESTS = "tenantry.participant.requests.v1";

  /** Answers of the services that own modules; key is the tenant. */
  public static final String PARTICIPANT_ANSWERS = "tenantry.participant.answers.v1";

  /** Public, compacted: the module catalogue; key is {@code module@version}. */
  public static final String MODULES = "tenantry.modules.v1";

  /** Public, compacted: modules of tenants; key is {@code tenantId/module}. */
  public static final String TENANT_MODULES = "tenantry.tenant-modules.v1";

  /** What a topic's dead-letter topic has behind the topic's name. */
  public static final String DEAD_LETTER_SUFFIX = ".dlq";

  private Topics() {}
}
