package io.tenantry.local.faults;

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
 * @param empty a tenant that has no module
 * @param landlord the landlord database
 * @param versions the module's history of migrations
 * @param deadLetters those that were there before
 */
record Reference(
    TenantContents installed,
    TenantContents empty,
    SchemaSnapshot landlord,
    List<String> versions,
    List<String> deadLetters) {

  private static final Duration LIMIT = Duration.ofMinutes(3);

  /** Makes two tenants and installs the module for one of them. */
  static Reference make(
      PlatformApi api, PostgresServer postgres, Books books, ModuleSource module, String prefix) {
    String with = prefix + "-reference";
    String without = prefix + "-empty";
    api.register(with, LIMIT);
    api.register(without, LIMIT);
    String job =
        api.install(with, module.name(), module.version(), Map.of())
            .orFailUnless(202)
            .body()
            .get("id")
            .textValue();
    String state = api.awaitJob(with, job, LIMIT, seen -> {}).get("state").textValue();
    if (!state.equals("SUCCEEDED")) {
      throw new IllegalStateException("without any fault, job " + job + " is " + state);
    }
    String database = api.database(with);
    return new Reference(
        TenantContents.of(postgres, database),
        TenantContents.of(postgres, api.database(without)),
        SchemaSnapshot.of(postgres, PlatformDatabases.LANDLORD),
        Rows.of(
            postgres,
            database,
            "select version from %s.flyway_schema_history order by 1".formatted(module.name())),
        books.deadLetters());
  }
}
