package io.tenantry.local.faults;

import io.tenantry.contracts.EventType;
import io.tenantry.contracts.Topics;
import io.tenantry.testkit.infrastructure.KafkaBroker;
import io.tenantry.testkit.infrastructure.PlatformDatabases;
import io.tenantry.testkit.infrastructure.PostgresServer;
import io.tenantry.testkit.infrastructure.SchemaRegistry;
import io.tenantry.testkit.kafka.EventClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What the services have written down, read from their databases and from Kafka. */
final class Books {

  private static final String TENANT_MODULE = "tenantry_tenant_module";
  private static final String INSTALLER = "tenantry_installer";
  private static final String REGISTRY = "tenantry_registry";
  private static final List<String> CONSUMED =
      List.of(Topics.TENANT_MODULE_SAGA, Topics.REGISTRY_SAGA, Topics.INSTALLER_SAGA);

  private static final Set<String> PRESENT =
      Set.of(
          EventType.TENANT_MODULE_ACTIVATED.typeName(),
          EventType.TENANT_MODULE_UPGRADED.typeName());

  private static final Set<String> GOING =
      Set.of(
          EventType.TENANT_MODULE_DEACTIVATING.typeName(),
          EventType.TENANT_MODULE_DEACTIVATED.typeName());

  private final PostgresServer postgres;
  private final KafkaBroker kafka;
  private final SchemaRegistry schemas;

  Books(PostgresServer postgres, KafkaBroker kafka, SchemaRegistry schemas) {
    this.postgres = postgres;
    this.kafka = kafka;
    this.schemas = schemas;
  }

  /** State of every job that tenant-module-service knows, by id. */
  Map<String, String> jobs() {
    return pairs(TENANT_MODULE, "select id || ' ' || state from job");
  }

  /** State of every job that installer-service knows, by id. */
  Map<String, String> tasks() {
    return pairs(INSTALLER, "select id || ' ' || state from task where kind = 'JOB'");
  }

  /** State of every reservation, by the job's id. */
  Map<String, String> reservations() {
    return pairs(REGISTRY, "select job_id || ' ' || state from reservation");
  }

  /** {@code tenant/module@version} that tenants have. */
  Set<String> activeModules() {
    return lines(TENANT_MODULE, "select tenant_id||'/'||module||'@'||version from tenant_module");
  }

  /** {@code tenant/module@version} whose landlord part is in use. */
  Set<String> landlordUses() {
    return lines(INSTALLER, "select tenant_id||'/'||module||'@'||version from landlord_use");
  }

  /** {@code tenant/module@version} that the registry counts as used. */
  Set<String> registryUsage() {
    return lines(REGISTRY, "select tenant_id||'/'||module||'@'||version from module_usage");
  }

  /** Jobs of each tenant. */
  Map<String, String> jobsPerTenant() {
    return pairs(TENANT_MODULE, "select tenant_id||' '||count(*) from job group by tenant_id");
  }

  /** Name of each tenant's database. */
  Map<String, String> databases() {
    return pairs(TENANT_MODULE, "select id || ' ' || database_name from tenant");
  }

  /** Events that committed and were not published. */
  List<String> unsent() {
    List<String> unsent = new ArrayList<>();
    for (String service : PlatformDatabases.SERVICES) {
      unsent.addAll(
          Rows.of(
              postgres,
              "tenantry_" + service,
              "select type||' of '||key from messaging.outbox where sent_at is null"));
    }
    return unsent;
  }

  /** Records that a consumer could not handle. */
  List<String> deadLetters() {
    try (EventClient events = new EventClient(kafka, schemas)) {
      return CONSUMED.stream()
          .flatMap(topic -> events.records(topic + Topics.DEAD_LETTER_SUFFIX).stream())
          .map(one -> one.topic() + ": " + EventClient.header(one, "dead-letter-reason"))
          .toList();
    }
  }

  /** Tenants of whom the public topic says at last that they have a module. */
  Set<String> modulesByTheirLastFacts() {
    try (EventClient events = new EventClient(kafka, schemas)) {
      Set<String> tenants = new TreeSet<>();
      events
          .records(Topics.TENANT_MODULES)
          .forEach(
              one -> {
                String tenant = one.key().split("/")[0];
                if (one.value() != null && PRESENT.contains(EventClient.header(one, "ce_type"))) {
                  tenants.add(tenant);
                } else {
                  tenants.remove(tenant);
                }
              });
      return tenants;
    }
  }

  /** Data that some service takes for kept. */
  List<String> keptData() {
    List<String> kept =
        new ArrayList<>(
            Rows.of(
                postgres,
                TENANT_MODULE,
                "select tenant_id||'/'||module||' '||status from kept_data"));
    kept.addAll(
        Rows.of(
            postgres,
            INSTALLER,
            "select tenant_id||'/'||module||' of '||job_id from kept_data where gone_at is null"));
    return kept;
  }

  /** Ids of the events that tell other contexts of a module, but for failures, by tenant. */
  Map<String, Set<String>> facts() {
    try (EventClient events = new EventClient(kafka, schemas)) {
      Map<String, Set<String>> found = new TreeMap<>();
      events.records(Topics.TENANT_MODULES).stream()
          .filter(Books::isFact)
          .forEach(
              one ->
                  found
                      .computeIfAbsent(one.key().split("/")[0], tenant -> new TreeSet<>())
                      .add(EventClient.header(one, "ce_id")));
      return found;
    }
  }

  private static boolean isFact(ConsumerRecord<String, byte[]> record) {
    String type = EventClient.header(record, "ce_type");
    return record.value() != null && (PRESENT.contains(type) || GOING.contains(type));
  }

  private Set<String> lines(String database, String sql) {
    return new TreeSet<>(Rows.of(postgres, database, sql));
  }

  private Map<String, String> pairs(String database, String sql) {
    Map<String, String> pairs = new TreeMap<>();
    for (String row : Rows.of(postgres, database, sql)) {
      String[] pair = row.split(" ");
      pairs.put(pair[0], pair[1]);
    }
    return pairs;
  }
}
