package io.tenantry.local.faults;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantry.local.client.ApiAnswer;
import io.tenantry.local.client.ModuleSource;
import io.tenantry.local.client.PlatformApi;
import io.tenantry.local.platform.SchemaSnapshot;
import io.tenantry.testkit.infrastructure.PlatformDatabases;
import io.tenantry.testkit.infrastructure.PostgresServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a run without faults leaves.
 *
 * @param installed a tenant that has the module
 * @param upgraded a tenant that has its second version
 * @param empty a tenant that has no module
 * @param landlord the landlord database
 * @param deadLetters those that were there before
 */
record Reference(
    Installed installed,
    Installed upgraded,
    TenantContents empty,
    SchemaSnapshot landlord,
    List<String> deadLetters) {

  private static final Duration LIMIT = Duration.ofMinutes(3);

  /** Makes tenants and installs the module for one of them, and for another its second version. */
  static Reference make(
      PlatformApi api,
      PostgresServer postgres,
      Books books,
      ModuleSource first,
      ModuleSource second,
      String prefix) {
    String without = prefix + "-empty";
    api.register(without, LIMIT);
    Installed installed = install(api, postgres, prefix + "-reference", first);
    Installed upgraded =
        first.equals(second)
            ? installed
            : upgrade(api, postgres, prefix + "-upgraded", first, second);
    return new Reference(
        installed,
        upgraded,
        TenantContents.of(postgres, api.database(without)),
        SchemaSnapshot.of(postgres, PlatformDatabases.LANDLORD),
        books.deadLetters());
  }

  /** The same without a second version. */
  static Reference make(
      PlatformApi api, PostgresServer postgres, Books books, ModuleSource module, String prefix) {
    return make(api, postgres, books, module, module, prefix);
  }

  TenantContents contents(Course course) {
    return switch (course) {
      case BROKEN, PURGED -> empty;
      case UPGRADED -> upgraded.contents();
      case INSTALLED, UPGRADE_FAILED, RESTORED -> installed.contents();
    };
  }

  /** Whether a tenant's database tells that each migration was applied once, and no other. */
  boolean isAppliedOnce(PostgresServer postgres, String database, Course course) {
    Installed expected = course == Course.UPGRADED ? upgraded : installed;
    return !course.hasModule()
        || versions(postgres, database, expected.module()).equals(expected.versions());
  }

  private static Installed upgrade(
      PlatformApi api,
      PostgresServer postgres,
      String tenant,
      ModuleSource first,
      ModuleSource second) {
    install(api, postgres, tenant, first);
    succeed(api, tenant, api.upgrade(tenant, second.name(), Map.of("version", second.version())));
    return look(api, postgres, tenant, second);
  }

  private static Installed install(
      PlatformApi api, PostgresServer postgres, String tenant, ModuleSource module) {
    api.register(tenant, LIMIT);
    succeed(api, tenant, api.install(tenant, module.name(), module.version(), Map.of()));
    return look(api, postgres, tenant, module);
  }

  private static void succeed(PlatformApi api, String tenant, ApiAnswer answer) {
    String job = answer.orFailUnless(202).body().get("id").textValue();
    JsonNode ended = api.awaitJob(tenant, job, LIMIT, seen -> {});
    if (!ended.get("state").textValue().equals("SUCCEEDED")) {
      throw new IllegalStateException("without any fault, this job did not succeed: " + ended);
    }
  }

  private static Installed look(
      PlatformApi api, PostgresServer postgres, String tenant, ModuleSource module) {
    String database = api.database(tenant);
    return new Installed(
        module.name(),
        TenantContents.of(postgres, database),
        versions(postgres, database, module.name()));
  }

  private static List<String> versions(PostgresServer postgres, String database, String module) {
    return Rows.of(
        postgres,
        database,
        "select version from %s.flyway_schema_history order by 1".formatted(module));
  }

  /**
   * A tenant that has a module.
   *
   * @param versions the module's history of migrations
   */
  record Installed(String module, TenantContents contents, List<String> versions) {}
}
