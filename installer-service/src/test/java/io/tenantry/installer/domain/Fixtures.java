package io.tenantry.installer.domain;

import io.tenantry.installer.domain.database.DatabaseRef;
import io.tenantry.installer.domain.migration.Grants;
import io.tenantry.installer.domain.migration.Script;
import io.tenantry.installer.domain.plan.Action;
import io.tenantry.installer.domain.plan.ModuleName;
import io.tenantry.installer.domain.plan.ModulePackage;
import io.tenantry.installer.domain.plan.ModulePackage.Part;
import io.tenantry.installer.domain.plan.Participation;
import io.tenantry.installer.domain.plan.PlanItem;
import io.tenantry.installer.domain.plan.RequiredExtension;
import io.tenantry.installer.domain.task.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Values that tests begin with. */
public final class Fixtures {

  public static final String ACME = "acme";
  public static final DatabaseRef DATABASE = new DatabaseRef("main", "tn_acme");
  public static final DatabaseRef LANDLORD = new DatabaseRef("main", "landlord");
  public static final Instant DEADLINE = Instant.parse("2026-11-22T13:00:00Z");

  private Fixtures() {}

  public static ModuleName module(String name) {
    return new ModuleName(name);
  }

  /** Version 1.0.0 of a module that needs those. */
  public static PlanItem item(String module, String... requires) {
    return new PlanItem(
        module(module),
        "1.0.0",
        Action.INSTALL,
        Optional.empty(),
        Optional.empty(),
        "sha256:" + "0".repeat(64),
        1_000,
        "/v1/modules/" + module + "/versions/1.0.0/package",
        Stream.of(requires).map(ModuleName::new).toList(),
        "{}");
  }

  /** An installation of some version of a module. */
  public static PlanItem itemOf(String module, String version) {
    return like(item(module), version, Action.INSTALL, Optional.empty(), Optional.empty());
  }

  /** An upgrade of a module from 1.0.0. */
  public static PlanItem upgrade(String module, String version, String parameters) {
    return new PlanItem(
        module(module),
        version,
        Action.UPGRADE,
        Optional.of("1.0.0"),
        Optional.empty(),
        "sha256:" + "1".repeat(64),
        1_000,
        "/v1/modules/" + module + "/versions/" + version + "/package",
        List.of(),
        parameters);
  }

  /** A job that upgrades modules from 1.0.0 to 1.1.0. */
  public static Job upgradeOf(String tenant, String... modules) {
    List<PlanItem> items =
        Arrays.stream(modules).map(module -> upgrade(module, "1.1.0", "{}")).toList();
    return new Job(UUID.randomUUID(), tenant, items, DEADLINE);
  }

  /** The removal of version 1.0.0 of a module. */
  public static PlanItem removal(String module) {
    return like(item(module), "1.0.0", Action.REMOVE, Optional.empty(), Optional.empty());
  }

  /** A module whose data comes back, which was made with 1.0.0. */
  public static PlanItem restoration(String module, String version, UUID keptData) {
    return like(item(module), version, Action.RESTORE, Optional.of("1.0.0"), Optional.of(keptData));
  }

  private static PlanItem like(
      PlanItem item, String version, Action action, Optional<String> from, Optional<UUID> kept) {
    return new PlanItem(
        item.module(),
        version,
        action,
        from,
        kept,
        item.digest(),
        item.packageSize(),
        item.packageLocation(),
        item.requires(),
        item.parameters());
  }

  /** A job that does just that. */
  public static Job jobWith(String tenant, PlanItem... items) {
    return new Job(UUID.randomUUID(), tenant, List.of(items), DEADLINE);
  }

  /** A job that removes version 1.0.0 of modules, in that order. */
  public static Job removalOf(String tenant, String... modules) {
    return jobWith(tenant, Arrays.stream(modules).map(Fixtures::removal).toArray(PlanItem[]::new));
  }

  /** A job of {@link #ACME}. */
  public static Job job(String... modules) {
    return jobOf(ACME, modules);
  }

  public static Job jobOf(String tenant, String... modules) {
    List<PlanItem> items = Arrays.stream(modules).map(Fixtures::item).toList();
    return new Job(UUID.randomUUID(), tenant, items, DEADLINE);
  }

  public static Script script(String fileName) {
    return script(fileName, "select 1");
  }

  public static Script script(String fileName, String content) {
    return new Script("db/tenant/" + fileName, content);
  }

  /** A package with so many scripts of each kind. */
  public static ModulePackage packageOf(int landlord, int tenant, int setup) {
    return new ModulePackage(
        part("db/landlord", landlord),
        part("db/tenant", tenant),
        new Part(scripts("setup", 'V', setup), scripts("setup/undo", 'V', setup), Grants.NONE));
  }

  /** The same, of a module whose own service takes part in the setup. */
  public static ModulePackage withService(ModulePackage content) {
    return new ModulePackage(
        content.landlord(),
        content.tenant(),
        content.setup(),
        content.extensions(),
        content.offline(),
        Optional.of(new Participation(Duration.ofSeconds(30))));
  }

  /** The same package, whose manifest asks for extensions, in any version. */
  public static ModulePackage needing(ModulePackage content, String... extensions) {
    return new ModulePackage(
        content.landlord(),
        content.tenant(),
        content.setup(),
        Stream.of(extensions).map(name -> RequiredExtension.of(name, "*")).toList(),
        content.offline(),
        content.participation());
  }

  private static Part part(String directory, int count) {
    return new Part(scripts(directory, 'V', count), scripts(directory, 'U', count), Grants.NONE);
  }

  private static List<Script> scripts(String directory, char kind, int count) {
    return Stream.iterate(1, number -> number + 1)
        .limit(count)
        .map(
            number ->
                new Script("%s/%c%d__script.sql".formatted(directory, kind, number), "select 1"))
        .toList();
  }
}
