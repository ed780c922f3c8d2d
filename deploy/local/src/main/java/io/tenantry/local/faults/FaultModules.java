package io.tenantry.local.faults;

import io.tenantry.local.client.ModuleCopy;
import io.tenantry.local.client.ModuleSource;
import io.tenantry.local.client.PlatformApi;
import java.nio.file.Path;

/**
 * What tenants ask for in a fault run.
 *
 * @param first a copy of DigitalCard
 * @param second the same with a migration more in either database
 * @param failing the same again, but the last migration of the tenant's database fails
 * @param broken a module that cannot be installed
 */
record FaultModules(
    ModuleSource first, ModuleSource second, ModuleSource failing, ModuleSource broken) {

  /** What the last migrations of the failing modules fail with, each in its own way. */
  static final String DIVISION_BY_ZERO = "22012";

  static final String CHECK_VIOLATION = "23514";

  static FaultModules writtenTo(Path directory) {
    ModuleCopy first = ModuleCopy.of(ModuleSource.of("digital-card"), "card");
    ModuleCopy second =
        first
            .as("1.1.0")
            .migratingLandlord(
                2,
                "alter table card_design add column season text;",
                "alter table card_design drop column season;")
            .migrating(
                11,
                "alter table holder add column nickname text not null default '';",
                "alter table holder drop column nickname;");
    ModuleCopy failing =
        second
            .as("1.2.0")
            .migratingLandlord(
                3,
                "create table card_design_tag (name text primary key);",
                "drop table card_design_tag;")
            .migrating(12, "create table extra (id integer); select 1 / 0;", "drop table extra;");
    return new FaultModules(
        first.in(directory),
        second.in(directory),
        failing.in(directory),
        ModuleSource.of("digital-card-broken"));
  }

  void publish(PlatformApi api) {
    api.publish(first);
    api.publish(second);
    api.publish(failing);
    api.publish(broken);
  }
}
