package io.tenantry.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.local.RunningPlatform.Running;
import io.tenantry.local.platform.SchemaSnapshot;
import io.tenantry.testkit.infrastructure.PlatformDatabases;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What jobs leave in the databases.
 *
 * @param tenant whose jobs
 * @param before the tenant's database when it was looked at first
 */
record Traces(Running running, String tenant, TenantDatabase database, SchemaSnapshot before) {

  private static final String INSTALLER = "tenantry_installer";

  static Traces of(Running running, String tenant, TenantDatabase database) {
    return new Traces(
        running,
        tenant,
        database,
        SchemaSnapshot.of(running.infrastructure().postgres(), database.name()));
  }

  /** The module is there, every migration applied once, and nobody has the right to change it. */
  void areThoseOf(String module, int migrations) {
    List<String> versions =
        IntStream.rangeClosed(1, migrations).mapToObj(Integer::toString).toList();
    assertThat(database.applied(module)).isEqualTo(versions);
    assertThat(in(PlatformDatabases.LANDLORD).applied(module)).containsExactly("1");
    assertThat(usesOf(module)).containsExactly(tenant);
    assertNobodyIsAtWork();
  }

  /** The database is what it was. */
  void areNone(String module) {
    assertThat(SchemaSnapshot.of(running.infrastructure().postgres(), database.name()).lines())
        .isEqualTo(before.lines());
    isUsedByNobody(module);
  }

  /** The tenant has no part in the module's landlord database, and nobody changes that. */
  void isUsedByNobody(String module) {
    assertThat(usesOf(module)).isEmpty();
    assertNobodyIsAtWork();
  }

  private List<String> usesOf(String module) {
    return in(INSTALLER)
        .texts(
            "select tenant_id from landlord_use where module = '%s' and tenant_id = '%s'"
                .formatted(module, tenant));
  }

  private void assertNobodyIsAtWork() {
    assertThat(
            database.texts(
                "select rolname from pg_roles where rolcanlogin and strpos(rolname, '_m_') > 0"))
        .as("modules' roles that may log in")
        .isEmpty();
    assertThat(in(INSTALLER).texts("select module from landlord_module where holder is not null"))
        .as("rights to change a part of the landlord database")
        .isEmpty();
  }

  private TenantDatabase in(String other) {
    return new TenantDatabase(running, other);
  }
}
