package io.tenantry.installer.adapter.out.postgres;

import static io.tenantry.installer.adapter.out.postgres.Cluster.run;
import static io.tenantry.installer.adapter.out.postgres.Cluster.scripts;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.installer.application.port.DatabaseChecks.Intent;
import io.tenantry.installer.application.port.Migrator.Manner;
import io.tenantry.installer.application.port.Migrator.Outcome.Applied;
import io.tenantry.installer.application.port.Migrator.Run;
import io.tenantry.installer.domain.database.DatabaseRef;
import io.tenantry.installer.domain.migration.Grants;
import io.tenantry.installer.domain.migration.Script;
import io.tenantry.installer.domain.plan.ModuleName;
import io.tenantry.installer.domain.plan.ModulePackage.Part;
import io.tenantry.installer.domain.plan.RequiredExtension;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Databases that an older installer has made get what is missing before they are worked in. */
@ParameterizedClass
@MethodSource("io.tenantry.installer.adapter.out.postgres.SupportedVersions#all")
class UpdatingOlderDatabasesTest {

  private static final String AS_IT_WAS =
      """
      drop table tenantry.extension;
      drop table tenantry.begun_script;
      drop function tenantry.write_history(uuid);
      alter table tenantry.run drop column parts_done, drop column more;
      alter table tenantry.run_script drop column forgotten;
      alter table tenantry.run_script alter column version set not null
      """;

  @Parameter int version;

  private Cluster cluster;
  private DatabaseRef database;
  private List<Script> scripts;

  @BeforeEach
  void anOlderDatabase() {
    cluster = SupportedVersions.cluster(version);
    database = cluster.newDatabase();
    scripts = scripts("create table a (x int)");
    cluster.migrator.migrate(run(database, "card"), scripts, Grants.NONE);
    cluster.execute(database, AS_IT_WAS);
  }

  @Test
  void thePreflightBringsItUpToDate() {
    Run next = run(database, "card");

    assertThat(cluster.checks.obstacles(database, next.module(), Intent.CHANGE, List.of()))
        .isEmpty();

    List<Script> more = new ArrayList<>(scripts);
    more.add(new Script("db/tenant/V2__i.sql", "create index concurrently i on a (x)", false));
    more.add(new Script("db/tenant/R__v.sql", "create or replace view v as select 1 as one"));
    assertThat(
            cluster.migrator.migrate(next, new Part(more, List.of(), Grants.NONE), Manner.UPGRADE))
        .isEqualTo(new Applied(2));
  }

  @Test
  void aJobThatBeganBeforeTheUpdateGoesOn() {
    List<Script> more = new ArrayList<>(scripts);
    more.add(new Script("db/tenant/V2__b.sql", "create table b (x int)"));

    assertThat(cluster.migrator.migrate(run(database, "card"), more, Grants.NONE))
        .isEqualTo(new Applied(1));
  }

  @Test
  void aJobThatNeedsExtensionsGoesOnToo() {
    cluster.extensions.ensure(
        database, new ModuleName("card"), List.of(RequiredExtension.of("citext", "*")));

    assertThat(cluster.query(database, "select name from tenantry.extension"))
        .containsExactly("citext");
  }

  @Test
  void whatAnOlderInstallerMeantToForgetIsForgotten() {
    cluster.provisioner.ensure(database);
    Run old = run(database, "card");
    cluster.execute(
        database,
        """
        insert into tenantry.run (id, module, schema_name, fence, module_role, undoes, state)
        values ('%1$s', 'card', 'card', 1, 'x', true, 'RUNNING');
        insert into tenantry.run_script
          (run_id, installed_rank, version, description, script, checksum)
        values ('%1$s', 1, '1', '', 'V1__script.sql', 0);
        select tenantry.write_history('%1$s')
        """
            .formatted(old.id()));

    assertThat(cluster.query(database, "select script from card.flyway_schema_history")).isEmpty();
  }
}
